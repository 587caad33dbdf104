package io.refledger.it.leak;

import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A way in which programs hold objects, from {@code src/test/programs/leaks}. A comment above the
 * store that leaks says what must be found: {@code GROWTH count type by reference}, or two counts
 * with {@code or}.
 *
 * @param name its class
 * @param growth what must be found; none when it does not leak
 */
record LeakPattern(String name, List<ExpectedFinding> growth) {
  private static final String DIRECTORY = "leaks";
  private static final Pattern COMMENT =
      Pattern.compile("\\s*// GROWTH (\\d+)(?: or (\\d+))? (\\S+) by (\\S.*\\S)");

  /** All patterns, in the order of their names. */
  static List<LeakPattern> all() {
    return Program.sourcesIn(DIRECTORY).stream()
        .filter(source -> !source.getFileName().toString().matches("Patterns?\\.java"))
        .map(LeakPattern::in)
        .toList();
  }

  /** The patterns that leak. */
  static List<LeakPattern> leaky() {
    return all().stream().filter(pattern -> !pattern.growth.isEmpty()).toList();
  }

  /** The patterns that do not leak. */
  static List<LeakPattern> silent() {
    return all().stream().filter(pattern -> pattern.growth.isEmpty()).toList();
  }

  /** Compiles all patterns; their main class is {@code Patterns}. */
  static String compile(Path into) {
    return Program.compileAll(DIRECTORY, into);
  }

  /** What is wrong with the report of a run of the patterns: what lacks, errs, or is too much. */
  static List<String> faults(Report report, List<LeakPattern> patterns) {
    List<ReportedFinding> unclaimed =
        new ArrayList<>(
            report.findings().stream().filter(ReportedFinding::isVerdictRelevant).toList());
    List<String> faults = new ArrayList<>();
    List<ExpectedFinding> expected = patterns.stream().flatMap(p -> p.growth.stream()).toList();
    for (ExpectedFinding growth : expected) {
      List<ReportedFinding> claimed =
          unclaimed.stream().filter(f -> f.hasReference(growth.reference().orElseThrow())).toList();
      unclaimed.removeAll(claimed);
      faultsOf(growth, claimed)
          .forEach(fault -> faults.add(growth.reference().orElseThrow() + ": " + fault));
    }
    unclaimed.forEach(finding -> faults.add("reported: " + finding));
    String verdict = expected.isEmpty() ? "clean" : "findings";
    if (!report.verdict().equals(verdict)) {
      faults.add("verdict %s, not %s %s".formatted(report.verdict(), verdict, report.incomplete()));
    }
    return faults;
  }

  private static List<String> faultsOf(ExpectedFinding growth, List<ReportedFinding> claimed) {
    if (claimed.size() != 1) {
      return List.of(claimed.size() + " findings, not one " + claimed);
    }
    ReportedFinding finding = claimed.get(0);
    List<String> faults = new ArrayList<>();
    if (!ExpectedFinding.isSameClass(finding.type(), growth.classNames().get(0))
        || !finding.kind().equals(growth.kind())) {
      String text = "%s of %s, not %s of %s";
      faults.add(
          text.formatted(finding.kind(), finding.type(), growth.kind(), growth.classNames()));
    }
    faults.addAll(growth.faultsOf(finding));
    return faults;
  }

  private static LeakPattern in(Path source) {
    try {
      return in(source.getFileName().toString(), Files.readAllLines(source));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source, e);
    }
  }

  /** The pattern in the lines of a source file. */
  static LeakPattern in(String file, List<String> lines) {
    List<ExpectedFinding> growth = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher comment = COMMENT.matcher(lines.get(i));
      if (comment.matches()) {
        int lineOfStore = i + 2;
        growth.add(
            new ExpectedFinding(
                "GROWTH",
                List.of(comment.group(3)),
                Stream.of(comment.group(1), comment.group(2))
                    .filter(Objects::nonNull)
                    .map(Long::valueOf)
                    .toList(),
                Optional.of(comment.group(4)),
                List.of(file + ":" + lineOfStore)));
      }
    }
    return new LeakPattern(file.replace(".java", ""), List.copyOf(growth));
  }

  @Override
  public String toString() {
    return name;
  }
}
