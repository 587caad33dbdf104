package io.refledger.demo;

import io.refledger.api.Refs;
import java.io.IOException;

/**
 * The classic walk through Python's memory management, in Java: counts, deaths, cycles, pools,
 * generations and a mapped file, each step printed with what the ledger says.
 *
 * <p>Without the agent it prints the command that adds it, and ends.
 */
public final class Tour {
  private static final String COMMAND =
      "java -javaagent:agent/target/refledger-agent.jar=locals=exact -jar demo-apps/target/tour.jar";

  private Tour() {}

  /** Takes the tour. */
  public static void main(String[] arguments) throws IOException {
    if (!isCounting()) {
      System.out.println("The tour needs the agent: " + COMMAND);
      return;
    }
    TourOfCounts.take();
    TourOfCycles.take();
    TourOfPools.take();
    TourOfFiles.take();
  }

  /** Prints the title of a step. */
  static void step(String title) {
    System.out.println();
    System.out.println(title);
  }

  /** Prints a sentence. */
  static void say(String sentence) {
    System.out.println("  " + sentence);
  }

  /** Prints a statement and a figure taken right after it. */
  static void show(String statement, String figure, long value) {
    String gap = " ".repeat(Math.max(1, 44 - statement.length()));
    System.out.println("  " + statement + gap + figure + ": " + value);
  }

  private static boolean isCounting() {
    try {
      return Refs.isActive();
    } catch (NoClassDefFoundError e) {
      return false; // The API comes with the agent.
    }
  }
}
