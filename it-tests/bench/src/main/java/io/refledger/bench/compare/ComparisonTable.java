package io.refledger.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A comparison as Markdown: a table for each workload, then one of the geometric means. The
 * script's file has one run a line; lines that begin with {@code #} are facts about all of them.
 */
public final class ComparisonTable {
  private static final String FACT = "# ";

  private final List<String> facts;
  private final Comparison comparison;
  private final StringBuilder text = new StringBuilder();

  private ComparisonTable(List<String> facts, Comparison comparison) {
    this.facts = facts;
    this.comparison = comparison;
  }

  /** Prints the table of the file that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: ComparisonTable RUNS.tsv");
      System.exit(2);
    }
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    new PrintStream(System.out, true, StandardCharsets.UTF_8).print(markdown(lines));
  }

  /** The Markdown of the lines of a file. */
  static String markdown(List<String> lines) {
    List<String> facts = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(FACT)) {
        facts.add(line.substring(FACT.length()));
      } else {
        runs.add(Run.parse(line));
      }
    }
    return new ComparisonTable(facts, Comparison.of(runs)).markdown();
  }

  private String markdown() {
    line("# Comparison of whole programs");
    line("");
    facts.forEach(fact -> line("- " + fact));
    line("");
    line("Seconds are medians, least to most in brackets; ratios are those of the medians.");
    for (String workload : comparison.workloads()) {
      line("");
      line("## " + workload);
      line("| contestant | runs | wall, s | ratio | user, s | ratio | remarks |");
      line("| --- | ---: | --- | ---: | --- | ---: | --- |");
      comparison.results(workload).forEach(result -> row(workload, result));
    }
    means();
    return text.toString();
  }

  private void row(String workload, Result result) {
    String name = result.contestant();
    cells(
        name,
        result.runs(),
        result.wall().map(Spread::toString).orElse("-"),
        ratio(comparison.ratio(workload, name, Result::wall)),
        result.user().map(Spread::toString).orElse("-"),
        ratio(comparison.ratio(workload, name, Result::user)),
        String.join("; ", result.remarks()).replace("|", "\\|"));
  }

  private void means() {
    line("");
    line("## Geometric means of the ratios");
    line("| contestant | workloads | wall | user |");
    line("| --- | ---: | ---: | ---: |");
    for (String tool : comparison.tools()) {
      List<Double> wall = comparison.ratios(tool, Result::wall);
      List<Double> user = comparison.ratios(tool, Result::user);
      cells(
          tool,
          wall.size() + " of " + comparison.workloads().size(),
          ratio(Comparison.geometricMean(wall)),
          ratio(Comparison.geometricMean(user)));
    }
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble());
  }

  private void cells(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    line(row.toString());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
