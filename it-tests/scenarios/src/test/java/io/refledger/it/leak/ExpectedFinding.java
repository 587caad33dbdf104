package io.refledger.it.leak;

import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import io.refledger.it.ReportedFinding.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The one finding that a report has to make of a fault.
 *
 * @param kind the kind of finding
 * @param classNames the classes one of which its type, its path or what it wraps must name
 * @param counts how many objects it must count; several where several answers are right
 * @param reference a reference that its path must have: {@code Declaring.field}; nothing if any
 * @param places where its store must be, or for a resource its allocation or drop, each directly or
 *     behind other frames: {@code a.Class.method} or {@code File.java:1}
 */
public record ExpectedFinding(
    String kind,
    List<String> classNames,
    List<Long> counts,
    Optional<String> reference,
    List<String> places) {

  private static final String LAMBDA = "$$Lambda";

  /** What is wrong with the report, nothing if it has the finding and none stands above it. */
  public List<String> faultsIn(Report report) {
    List<ReportedFinding> findings = report.findings();
    List<ReportedFinding> candidates = findings.stream().filter(this::isAboutClass).toList();
    if (candidates.size() != 1) {
      return List.of(
          "%d findings of kind %s about %s".formatted(candidates.size(), kind, classNames));
    }
    ReportedFinding finding = candidates.get(0);
    List<String> faults = new ArrayList<>(faultsOf(finding));
    findings.stream()
        .takeWhile(other -> !other.equals(finding))
        .filter(ReportedFinding::isVerdictRelevant)
        .forEach(other -> faults.add("stands above: " + other));
    String verdict = finding.isVerdictRelevant() ? "findings" : "clean";
    if (!report.verdict().equals(verdict)) {
      faults.add("verdict %s, not %s %s".formatted(report.verdict(), verdict, report.incomplete()));
    }
    return faults;
  }

  /** What is wrong with the report of a program without a fault, nothing if it is silent. */
  public static List<String> faultsOfSilent(Report report) {
    List<String> faults = new ArrayList<>();
    if (!report.verdict().equals("clean")) {
      faults.add("verdict %s, not clean %s".formatted(report.verdict(), report.incomplete()));
    }
    report.findings().stream()
        .filter(ReportedFinding::isVerdictRelevant)
        .forEach(finding -> faults.add("reported: " + finding));
    return faults;
  }

  /** What is wrong with the report of the program without the fault. */
  public List<String> faultsInFixed(Report report) {
    List<String> faults = new ArrayList<>(faultsOfSilent(report));
    report.findings().stream()
        .filter(finding -> !finding.isVerdictRelevant() && isAboutClass(finding))
        .forEach(finding -> faults.add("reported: " + finding));
    return faults;
  }

  /** Whether the finding is of the kind, and names one of the classes. */
  public boolean isAboutClass(ReportedFinding finding) {
    Predicate<String> isExpected =
        name -> classNames.stream().anyMatch(expected -> isSameClass(name, expected));
    return finding.kind().equals(kind) && finding.classes().anyMatch(isExpected);
  }

  /** What is wrong with the finding, nothing if it says all that it has to. */
  public List<String> faultsOf(ReportedFinding finding) {
    List<String> faults = new ArrayList<>();
    if (!counts.contains(finding.count())) {
      faults.add("count %d, not %s".formatted(finding.count(), counts));
    }
    reference
        .filter(name -> !finding.hasReference(name))
        .ifPresent(name -> faults.add("not on the path: " + name));
    for (String place : places) {
      if (framesOf(finding).noneMatch(frame -> frame.leadsTo(place))) {
        faults.add("not at " + place);
      }
    }
    if (!faults.isEmpty()) {
      faults.add("in: " + finding);
    }
    return faults;
  }

  /** Whether it is the class, of a lambda's but for what the JVM numbers anew in each run. */
  static boolean isSameClass(String name, String expected) {
    return name.equals(expected)
        || (expected.endsWith(LAMBDA)
            && name.replaceFirst("(\\$\\d+)?(/\\w+)?$", "").equals(expected));
  }

  private static Stream<Frame> framesOf(ReportedFinding finding) {
    return finding.kind().equals("GROWTH")
        ? finding.storedAt().stream()
        : Stream.of(finding.allocatedAt(), finding.droppedAt()).flatMap(Optional::stream);
  }
}
