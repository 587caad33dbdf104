package io.refledger.agent;

import io.refledger.rt.Installation;
import io.refledger.rt.LedgerTotals;
import io.refledger.rt.Narrowing;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that tracking is narrowed because the ledger's memory ran out, once. */
final class MemoryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
  private static final int KIB_SHIFT = 10;

  private final long limitBytes;
  private boolean isTold;

  /** A watch over a ledger that may take so much. */
  MemoryWatch(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Looks how much is used; refusals from then on know it. */
  synchronized void look() {
    long usedBytes = Installation.LEDGER.memory().usedBytes();
    Narrowing narrowing = Installation.LEDGER.memory().narrowing();
    if (narrowing != Narrowing.NONE && !isTold) {
      isTold = true;
      LOG.warn(
          "the ledger's memory runs out, {} KiB of max-memory={}k are used:"
              + " tracking is narrowed, the report says how",
          usedBytes >> KIB_SHIFT,
          limitBytes >> KIB_SHIFT);
    }
  }

  /** What was left out because memory ran out, for the report. */
  static List<String> sentences(Narrowing narrowing, LedgerTotals totals) {
    List<String> sentences = new ArrayList<>();
    if (narrowing.compareTo(Narrowing.NONE) > 0) {
      sentences.add("tracking was narrowed, max-memory ran out: new " + leftOut(narrowing));
    }
    if (totals.refusedEntries() > 0) {
      sentences.add(
          totals.refusedEntries()
              + " times an allocation site, a death by statement or a kind of cycle was not kept"
              + " (max-memory)");
    }
    return sentences;
  }

  private static String leftOut(Narrowing narrowing) {
    return switch (narrowing) {
      case NONE, OBSERVATIONS -> "allocation sites and statistics were not kept";
      case LEAVES -> "objects without references were not tracked";
      case OBJECTS -> "objects were not tracked";
      case REFERENCES ->
          "objects were not tracked, and some that are live until the JVM has collected them";
    };
  }
}
