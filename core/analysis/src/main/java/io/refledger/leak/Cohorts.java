package io.refledger.leak;

import io.refledger.snapshot.LiveCurve;

/**
 * Twelve equal parts of the allocation clock, from when the application began until now.
 *
 * @param start the number of births when the first cohort began
 * @param now the number of births when the last one ended
 */
public record Cohorts(long start, long now) {

  /** The number of cohorts. */
  public static final int COUNT = 12;

  /** What {@link #of} says of births before the first cohort. */
  public static final int BEFORE = -1;

  /** The first cohort of the last third. */
  public static final int LAST_THIRD = 8;

  /** The cohorts of a history. */
  public static Cohorts of(LiveCurve history) {
    return new Cohorts(history.start(), Math.max(history.start() + 1, history.now()));
  }

  /** The cohort of an object that so many were born before; {@link #BEFORE} if it is older. */
  public int of(long bornAt) {
    if (bornAt < start) {
      return BEFORE;
    }
    return (int) Math.min(COUNT - 1, (bornAt - start) * COUNT / (now - start));
  }

  /** How much of the whole had passed at an instant: 0 at the start, 1 now. */
  public double share(long instant) {
    return (double) (instant - start) / (now - start);
  }
}
