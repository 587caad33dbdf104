package io.refledger.bench.account;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processor time that the agent added to a program, as a table: a line for each kind of event
 * with their number, the cost of one, and their share of what was added.
 *
 * <p>The profile says how a run's time is divided, not how much it is: that is measured without the
 * profiler. Of the program's own frames the time of the plain run is taken off; what is left lies
 * between the hooks of woven methods, and is divided by the calls of all hooks.
 */
public final class Account {
  private static final double LEAST_SHARE = 0.01;

  private final Map<String, Double> facts;
  private final Stacks stacks;
  private final double addedSeconds;
  private final List<Row> rows = new ArrayList<>();

  /** Seconds of some events; their number is 0 if nothing counted them. */
  private record Row(String title, double events, double seconds) {}

  private Account(Map<String, Double> facts, Stacks stacks) {
    this.facts = facts;
    this.stacks = stacks;
    addedSeconds = fact("agentSeconds") - fact("plainSeconds");
  }

  /** Prints the account of a directory with {@code facts.tsv} and {@code profile.collapsed}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Account DIR");
      System.exit(2);
    }
    Path directory = Path.of(arguments[0]);
    try (Stream<String> stacks = Files.lines(directory.resolve("profile.collapsed"))) {
      String table = markdown(Files.readAllLines(directory.resolve("facts.tsv")), stacks);
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(table);
    }
  }

  /**
   * The table.
   *
   * @param facts names and numbers: {@code agentSeconds} and {@code plainSeconds} of processor
   *     time, the events of {@link Centre}, and the calls of each hook as {@code hook.NAME}
   * @param profile stacks of a run with the agent, in the collapsed format
   */
  static String markdown(List<String> facts, Stream<String> profile) {
    Map<String, Double> numbers = new HashMap<>();
    for (String fact : facts) {
      String[] columns = fact.split("\t", -1);
      if (columns.length != 2) {
        throw new IllegalArgumentException("a fact has 2 columns, not this: " + fact);
      }
      numbers.put(columns[0], Double.parseDouble(columns[1]));
    }
    return new Account(numbers, Stacks.of(profile)).markdown();
  }

  private String markdown() {
    stacks.hooks().forEach((hook, samples) -> add("`" + hook + "`", "hook." + hook, samples));
    for (Centre centre : Centre.values()) {
      if (centre != Centre.HOOK && centre != Centre.PROGRAM) {
        add(centre.title, centre.events, stacks.centres().getOrDefault(centre, 0L));
      }
    }
    double own = seconds(stacks.centres().getOrDefault(Centre.PROGRAM, 0L));
    rows.add(new Row("code between the hooks, a call", calls(), own - fact("plainSeconds")));
    rows.sort(Comparator.comparingDouble(Row::seconds).reversed());
    return table();
  }

  private void add(String title, String events, long samples) {
    rows.add(new Row(title, facts.getOrDefault(events, 0.0), seconds(samples)));
  }

  private double seconds(long samples) {
    return fact("agentSeconds") * samples / stacks.total();
  }

  private double calls() {
    return facts.entrySet().stream()
        .filter(fact -> fact.getKey().startsWith("hook."))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private double fact(String name) {
    Double fact = facts.get(name);
    if (fact == null) {
      throw new IllegalArgumentException("no fact of this name: " + name);
    }
    return fact;
  }

  private String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Processor time: %.1f s plain, %.1f s with the agent; of the %.1f s between them:%n%n",
            fact("plainSeconds"),
            fact("agentSeconds"),
            addedSeconds));
    text.append("| what | events, thousands | ns each | seconds | share |\n");
    text.append("| --- | ---: | ---: | ---: | ---: |\n");
    double small = 0;
    double explained = 0;
    for (Row row : rows) {
      explained += row.events > 0 ? row.seconds : 0;
      if (row.seconds < LEAST_SHARE * addedSeconds) {
        small += row.seconds;
      } else {
        text.append(line(row));
      }
    }
    text.append(line(new Row("all that is below a hundredth", 0, small)));
    text.append(
        String.format(
            Locale.ROOT,
            "%nExplained by numbers of events and the cost of one: %.0f %%.%n",
            100 * explained / addedSeconds));
    return text.toString();
  }

  private String line(Row row) {
    String events = row.events > 0 ? String.format(Locale.ROOT, "%.1f", row.events / 1e3) : "-";
    String each =
        row.events > 0 ? String.format(Locale.ROOT, "%.1f", 1e9 * row.seconds / row.events) : "-";
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %.1f | %.0f %% |%n",
        row.title,
        events,
        each,
        row.seconds,
        100 * row.seconds / addedSeconds);
  }
}
