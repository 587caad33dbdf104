package io.refledger.leak;

import com.carrotsearch.hppc.IntHashSet;
import io.refledger.snapshot.LiveCurve;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;

/** When survivors are growth. The reasons stand in {@code core/design/growth.md}. */
final class GrowthRule {
  /** Fewer survivors are no growth, however they lie. */
  static final int FEWEST_SURVIVORS = 50;

  /** Survivors must be in so many cohorts one after the other. */
  static final int FEWEST_COHORTS = 5;

  /** A buffer that is smaller is not worth a word. */
  static final int SMALLEST_BUFFER_BYTES = 16 << 10;

  private static final int NEAR_SURVIVORS = FEWEST_SURVIVORS / 2;
  private static final int NEAR_COHORTS = 3;

  private final Snapshot snapshot;
  private final LiveCurve history;
  private final Cohorts cohorts;
  private final LiveNow now;

  GrowthRule(Snapshot snapshot, Cohorts cohorts, LiveNow now) {
    this.snapshot = snapshot;
    this.history = snapshot.liveCurve();
    this.cohorts = cohorts;
    this.now = now;
  }

  /** What the rule says of survivors. */
  sealed interface Judgement {
    /** They keep adding up. */
    record Growing() implements Judgement {}

    /** They nearly do. */
    record Near(String reason) implements Judgement {}

    /** Nothing to speak of. */
    record Silent() implements Judgement {}
  }

  /** Read this first. */
  Judgement judge(Survivors survivors, ObjectType type) {
    int run = survivors.consecutiveCohorts();
    if (survivors.count() < FEWEST_SURVIVORS) {
      return isGrowingBuffer(survivors, type) ? new Judgement.Growing() : few(survivors, run);
    }
    if (run < FEWEST_COHORTS) {
      return run < NEAR_COHORTS
          ? new Judgement.Silent()
          : new Judgement.Near("survivors in " + run + " consecutive cohorts of " + FEWEST_COHORTS);
    }
    Floors counts = floors(survivors, type, false);
    Floors bytes = floors(survivors, type, true);
    if (!counts.areKnown()) {
      return new Judgement.Growing();
    }
    if (!counts.rose() && !bytes.rose()) {
      return new Judgement.Near("no more of them in the last third than in the one before");
    }
    if (!isOneOfMore(counts, type, false) && !isOneOfMore(bytes, type, true)) {
      return new Judgement.Near("they took the place of others of their class");
    }
    double end = endOfBirths(survivors);
    if (counts.wasFlatUntil(end) && bytes.wasFlatUntil(end)) {
      return new Judgement.Near("flat in the last third");
    }
    return new Judgement.Growing();
  }

  /**
   * The share of the run after which no survivor was born. What stops growing because nothing is
   * added any more is not full: a short program may end with a third of its births in its last
   * line.
   */
  private double endOfBirths(Survivors survivors) {
    long newest = 0;
    for (int node : survivors.members()) {
      newest = Math.max(newest, snapshot.bornAt(node));
    }
    return Math.min(1, cohorts.share(newest));
  }

  private Judgement few(Survivors survivors, int run) {
    boolean isNear = survivors.count() >= NEAR_SURVIVORS && run >= FEWEST_COHORTS;
    return isNear
        ? new Judgement.Near(survivors.count() + " survivors of " + FEWEST_SURVIVORS)
        : new Judgement.Silent();
  }

  private boolean isGrowingBuffer(Survivors survivors, ObjectType type) {
    boolean isBuffer = type.className().length() == 2 && type.className().startsWith("[");
    if (!isBuffer || survivors.bytes() < SMALLEST_BUFFER_BYTES) {
      return false;
    }
    Floors bytes = floors(survivors, type, true);
    return bytes.areKnown() && bytes.roseInSteps();
  }

  /**
   * Whether there are more objects of the class too, wherever they were allocated: a copy that
   * replaces an object makes more at one place and less at another.
   */
  private boolean isOneOfMore(Floors floors, ObjectType type, boolean inBytes) {
    Floors ofClass = floors(allContexts(type), type, inBytes);
    return floors.rose() && 2 * ofClass.rise() >= floors.rise();
  }

  private int[] allContexts(ObjectType type) {
    IntHashSet contexts = new IntHashSet();
    history.forEach(
        (typeId, context) -> {
          if (typeId == type.id()) {
            contexts.add(context);
          }
        });
    now.addContexts(type, contexts);
    return contexts.toArray();
  }

  private Floors floors(Survivors survivors, ObjectType type, boolean inBytes) {
    return floors(survivors.contexts(), type, inBytes);
  }

  private Floors floors(int[] contexts, ObjectType type, boolean inBytes) {
    int instants = history.size();
    double[] shares = new double[instants + 1];
    long[] levels = new long[instants + 1];
    for (int i = 0; i < instants; i++) {
      shares[i] = cohorts.share(history.clock(i));
      for (int context : contexts) {
        levels[i] += inBytes ? history.bytes(type, context, i) : history.count(type, context, i);
      }
    }
    shares[instants] = 1;
    for (int context : contexts) {
      levels[instants] += inBytes ? now.bytes(type, context) : now.count(type, context);
    }
    return new Floors(shares, levels);
  }
}
