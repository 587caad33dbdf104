package io.refledger.report;

import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.Totals;
import java.util.ArrayList;
import java.util.List;

/** Why a verdict cannot be trusted, one sentence each. */
final class IncompleteReasons {

  private IncompleteReasons() {}

  static List<String> of(Totals totals, Coverage coverage, Losses losses, long unclosedLeftOut) {
    List<String> reasons = new ArrayList<>(losses.others());
    add(reasons, losses.untracked(), "object", "not tracked: the table was full (max-memory)");
    add(reasons, losses.recordsDropped(), "record", "dropped");
    add(
        reasons,
        coverage.applicationClassesSkipped(),
        "application class",
        "not woven, see coverage.classesSkipped");
    add(reasons, totals.underflows(), "underflow", "met: a count would have gone below zero");
    add(
        reasons,
        totals.revived(),
        "revival",
        "met, not through a weak reference: a dead object was used"
            + lateLoads(totals.lateLoads()));
    add(reasons, unclosedLeftOut, "unclosed resource", "of too many kinds to be listed");
    return List.copyOf(reasons);
  }

  private static String lateLoads(long count) {
    return count == 0 ? "" : "; " + count + " of them at loads that other threads overtook twice";
  }

  private static void add(List<String> reasons, long count, String noun, String rest) {
    if (count > 0) {
      reasons.add(count + " " + plural(noun, count) + " " + rest);
    }
  }

  private static String plural(String noun, long count) {
    if (count == 1) {
      return noun;
    }
    return noun.endsWith("s") ? noun + "es" : noun + "s";
  }
}
