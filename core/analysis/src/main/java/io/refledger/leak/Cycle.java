package io.refledger.leak;

import java.util.ArrayList;
import java.util.List;

/**
 * A cycle of garbage, one for all that a finding counts.
 *
 * @param closedEdge the reference whose store closed it
 * @param edges the whole cycle, the closing edge first: each leads to the next one's referrer, and
 *     the last one back to that of the first; empty if it is not known
 */
public record Cycle(CycleEdge closedEdge, List<CycleEdge> edges) {

  public Cycle {
    edges = List.copyOf(edges);
  }

  /** Whether all its references are known, and not the closing edge alone. */
  public boolean isWhole() {
    return !edges.isEmpty();
  }

  /** The cycle as people read it: references that are alike and follow each other are one run. */
  public List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (int n = 0; n < edges.size(); n++) {
      int last = runs.size() - 1;
      // The closing edge is told alone, for it is marked.
      if (n > 1 && runs.get(last).edge().equals(edges.get(n))) {
        runs.set(last, new Run(edges.get(n), runs.get(last).times() + 1));
      } else {
        runs.add(new Run(edges.get(n), 1));
      }
    }
    return runs;
  }

  /** The same reference so many times in succession. */
  public record Run(CycleEdge edge, int times) {

    /** How many times, "3 times"; empty for one. */
    public String repetition() {
      return times == 1 ? "" : times + " times";
    }
  }
}
