package io.refledger.agent;

import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.ClassPatterns;
import io.refledger.agent.option.OptionException;
import io.refledger.agent.option.OptionKey;
import io.refledger.rt.ClassChoice;
import io.refledger.rt.Installation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The classes whose balance is kept. All with the births of the calling thread off. */
final class Watchlist {
  private final List<String> added = new CopyOnWriteArrayList<>();

  private Watchlist() {}

  /** A list that begins with the classes of the option. */
  static Watchlist of(ClassPatterns patterns) {
    if (!patterns.isEmpty()) {
      watch(patterns);
    }
    return new Watchlist();
  }

  /**
   * Watches more classes; a line that says what that comes to.
   *
   * @throws IllegalArgumentException if these are no patterns
   */
  String add(String patterns) {
    ClassPatterns classes = parse(patterns);
    long live = watch(classes);
    if (live < 0) {
      throw new IllegalArgumentException(
          "too many watch commands; restart the program with balance=" + patterns);
    }
    added.add(patterns);
    return "watching " + classes + " from now on, live objects: " + live + "\n";
  }

  private static ClassPatterns parse(String patterns) {
    try {
      ClassPatterns classes =
          AgentOptions.of(Map.of(OptionKey.BALANCE.name(), patterns)).get(OptionKey.BALANCE);
      if (classes.isEmpty()) {
        throw new IllegalArgumentException("no class is named by the pattern: " + patterns);
      }
      return classes;
    } catch (OptionException e) {
      throw new IllegalArgumentException(
          "no pattern of class names: "
              + patterns
              + "; allowed are names with *, ** and ?, joined by ':'",
          e);
    }
  }

  /** What was added since the start, in that order. */
  List<String> added() {
    return added;
  }

  private static long watch(ClassPatterns patterns) {
    // No lambda: hidden classes that are there before all is woven never are.
    return Installation.TYPES.watch(
        new ClassChoice() {
          @Override
          public boolean isChosen(String className) {
            return patterns.matches(className);
          }
        });
  }
}
