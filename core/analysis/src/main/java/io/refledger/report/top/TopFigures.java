package io.refledger.report.top;

import com.google.gson.Gson;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.PoolStats;
import io.refledger.snapshot.Totals;
import java.util.List;

/**
 * A running program's ledger at one instant.
 *
 * @param upMillis since the JVM began
 * @param sinceMillis since the first figures of this watch
 * @param intervalMillis since the figures before; 0 for the first ones
 * @param generations youngest first
 * @param pool one, or none without pools
 * @param usedBytes the memory of the ledger, most of it outside the Java heap
 * @param mostBytes what it may use at most
 * @param classes those that grew most since the first figures, and then the largest
 */
public record TopFigures(
    long pid,
    String command,
    long upMillis,
    long sinceMillis,
    long intervalMillis,
    Totals totals,
    List<GenerationStats> generations,
    PauseStats pauses,
    List<PoolStats> pool,
    long usedBytes,
    long mostBytes,
    List<LiveClass> classes) {

  public TopFigures {
    generations = List.copyOf(generations);
    pool = List.copyOf(pool);
    classes = List.copyOf(classes);
  }

  /**
   * The live objects of one class.
   *
   * @param grown how many more there are than at the first figures
   * @param grownLately how many more than at those before
   */
  public record LiveClass(String name, long count, long bytes, long grown, long grownLately) {}

  /** As one line of JSON. */
  public String toJson() {
    return new Gson().toJson(this);
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static TopFigures ofJson(String json) {
    try {
      TopFigures figures = new Gson().fromJson(json, TopFigures.class);
      if (figures != null) {
        return figures;
      }
    } catch (RuntimeException e) { // no JSON, or the constructor got nothing for a component
      throw new IllegalArgumentException("no figures: " + json, e);
    }
    throw new IllegalArgumentException("no figures: " + json);
  }
}
