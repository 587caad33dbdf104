package io.refledger.cli;

import io.refledger.gate.Baseline;
import io.refledger.gate.Budget;
import io.refledger.gate.Gate;
import io.refledger.gate.InputException;
import io.refledger.gate.Screen;
import io.refledger.gate.Suppressions;
import io.refledger.leak.FindingKind;
import io.refledger.report.Rendering;
import io.refledger.report.ReportMerge;
import io.refledger.report.ReportModel;
import io.refledger.report.github.GithubAnnotations;
import io.refledger.report.junit.JUnitRendering;
import io.refledger.report.markdown.MarkdownRendering;
import io.refledger.report.sarif.SarifRendering;
import io.refledger.report.source.SourceFiles;
import io.refledger.report.text.GateText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Passes or fails a build by its reports. */
@Command(
    name = "gate",
    description =
        "Passes or fails a build by one or many reports, which are joined. Exit status 0: passed, "
            + "1: failed, 2: no report, or something that cannot be read.")
final class GateCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Parameters(
      arity = "1..*",
      paramLabel = "REPORT.json|DIR",
      description = "reports, or directories that have some below them")
  private List<Path> given;

  @Option(names = "--baseline", paramLabel = "FILE", description = "known findings do not fail")
  private Optional<Path> baseline;

  @Option(
      names = "--suppressions",
      paramLabel = "FILE",
      description =
          "lines KIND:PATTERN [until=YYYY-MM-DD] -- reason; what they match does not fail")
  private Optional<Path> suppressions;

  @Option(
      names = "--fail-on",
      paramLabel = "KINDS",
      defaultValue = "growth:resource:survivor",
      description = "kinds that fail, joined with a colon; default ${DEFAULT-VALUE}")
  private String failOn;

  @Option(
      names = "--max",
      paramLabel = "KIND:PATTERN=N",
      description =
          "findings of this kind about these classes fail if they have more than N objects "
              + "together, and only then; may be repeated, the first that matches counts")
  private List<String> budgets = List.of();

  @Option(
      names = "--allow-incomplete",
      description = "a report that could not see everything does not fail for that")
  private boolean allowsIncomplete;

  @Option(names = "--sarif", paramLabel = "OUT", description = "write the result as SARIF 2.1.0")
  private Optional<Path> sarif;

  @Option(names = "--junit", paramLabel = "OUT", description = "write the result as JUnit XML")
  private Optional<Path> junit;

  @Option(names = "--markdown", paramLabel = "OUT", description = "write a summary of the job")
  private Optional<Path> markdown;

  @Option(
      names = "--annotations",
      paramLabel = "github",
      description = "print failures as GitHub's annotations, at most ten")
  private Optional<String> annotations;

  @Spec private CommandSpec spec;

  /** Read this first. */
  @Override
  public Integer call() throws CommandException {
    Gate gate = new Gate(kinds(), budgets(), allowsIncomplete);
    checkAnnotations();
    Screen screen = screen();
    ReportModel judged = suppressedAndJoined(screen).gated(screen, Optional.of(gate));
    PrintWriter out = spec.commandLine().getOut();
    out.print(GateText.of(judged));
    SourceFiles sources = SourceFiles.under(Path.of(""));
    if (annotations.isPresent()) {
      GithubAnnotations.of(judged, sources).forEach(out::println);
    }
    out.flush(); // a file may be where this goes too
    write(judged, sources);
    return judged.gating().failures().isEmpty() ? 0 : FAILED;
  }

  /** Suppressions are about paths, of which a joined finding has one. */
  private ReportModel suppressedAndJoined(Screen screen) throws CommandException {
    Screen first = new Screen(screen.suppressions(), Baseline.NONE, screen.today());
    return ReportMerge.of(
        ReportFiles.read(given).stream()
            .map(report -> report.gated(first, Optional.empty()))
            .toList());
  }

  private Set<FindingKind> kinds() {
    Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
    for (String word : failOn.split(":", -1)) {
      kinds.add(FindingKind.named(word).orElseThrow(() -> wrongKinds()));
    }
    return kinds;
  }

  private ParameterException wrongKinds() {
    return new ParameterException(
        spec.commandLine(),
        "--fail-on="
            + failOn
            + ": allowed are growth resource survivor cycle, joined with a colon");
  }

  private List<Budget> budgets() {
    List<Budget> parsed = new ArrayList<>();
    for (String budget : budgets) {
      try {
        parsed.add(Budget.parse(budget));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--max: " + e.getMessage(), e);
      }
    }
    return parsed;
  }

  private void checkAnnotations() {
    if (annotations.isPresent() && !annotations.get().equals("github")) {
      throw new ParameterException(
          spec.commandLine(), "--annotations=" + annotations.get() + ": allowed is github");
    }
  }

  private Screen screen() throws CommandException {
    try {
      return new Screen(
          suppressions.isPresent() ? Suppressions.readFrom(suppressions.get()) : Suppressions.NONE,
          baseline.isPresent() ? Baseline.readFrom(baseline.get()) : Baseline.NONE,
          LocalDate.now(ZoneId.systemDefault()));
    } catch (InputException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private void write(ReportModel judged, SourceFiles sources) throws CommandException {
    write(sarif, new SarifRendering(sources), judged);
    write(junit, new JUnitRendering(), judged);
    write(markdown, new MarkdownRendering(), judged);
  }

  private static void write(Optional<Path> file, Rendering rendering, ReportModel judged)
      throws CommandException {
    if (file.isPresent()) {
      OutputFile.write(file.get(), out -> rendering.render(judged, out));
    }
  }
}
