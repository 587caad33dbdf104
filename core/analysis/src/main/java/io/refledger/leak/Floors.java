package io.refledger.leak;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How little there was, at the least, in parts of a run: what comes and goes does not count, what
 * stays does.
 */
final class Floors {
  private static final double THIRD = 1 / 3.0;
  private static final double SIXTH = 1 / 6.0;

  /** So much more than before is more. */
  private static final double RISE = 1.1;

  private static final double RISE_OF_AVERAGE = 1.25;

  /** More than so much is no fluctuation. */
  private static final double FLAT = 1.05;

  private static final double BUFFER_RISE = 1.4;
  private static final int BUFFER_STEPS = 3;
  private static final int FEWEST_INSTANTS = 8;

  /** By instant: the share of the run that had passed, ascending; the last is 1, now. */
  private final double[] shareByInstant;

  private final long[] levelByInstant;

  /** Levels at instants; both arrays have an entry for each. */
  Floors(double[] shareByInstant, long[] levelByInstant) {
    this.shareByInstant = shareByInstant.clone();
    this.levelByInstant = levelByInstant.clone();
  }

  /** Whether the run was looked at often enough to say anything. */
  boolean areKnown() {
    return Arrays.stream(shareByInstant).filter(share -> share > THIRD).count() >= FEWEST_INSTANTS;
  }

  /**
   * Whether the last third had more than the one before, at the least, or a good deal more on
   * average: a sawtooth may be seen at its floor in one of them and not in the other.
   */
  boolean rose() {
    long middle = floor(THIRD, 2 * THIRD);
    long last = floor(2 * THIRD, 1);
    return middle < 0
        || last > middle * RISE
        || average(2 * THIRD, 1) > average(THIRD, 2 * THIRD) * RISE_OF_AVERAGE;
  }

  /** How many more the last third had than the one before, at the least; maybe negative. */
  long rise() {
    return floor(2 * THIRD, 1) - Math.max(0, floor(THIRD, 2 * THIRD));
  }

  /** Whether the last third had the same all the time. */
  boolean wasFlatAtTheEnd() {
    return wasFlatUntil(1);
  }

  /** Whether the third of the run that ends at a share of it had the same all the time. */
  boolean wasFlatUntil(double end) {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < shareByInstant.length; i++) {
      if (shareByInstant[i] > end - THIRD && shareByInstant[i] <= end) {
        least = Math.min(least, levelByInstant[i]);
        most = Math.max(most, levelByInstant[i]);
      }
    }
    return most <= least * FLAT;
  }

  /**
   * Whether it rose in steps that become rarer, as a buffer does that doubles whenever it is full.
   */
  boolean roseInSteps() {
    int steps = 0;
    long highest = 0;
    for (long level : levelByInstant) {
      if (level > highest * BUFFER_RISE) {
        steps++;
        highest = level;
      }
    }
    long half = floor(THIRD, THIRD + SIXTH);
    long last = levelByInstant[levelByInstant.length - 1];
    return steps >= BUFFER_STEPS && half >= 0 && last > half * BUFFER_RISE;
  }

  /** The average over a part of the run; 0 if it was not looked at then. */
  private double average(double after, double until) {
    return IntStream.range(0, shareByInstant.length)
        .filter(i -> shareByInstant[i] > after && shareByInstant[i] <= until)
        .mapToLong(i -> levelByInstant[i])
        .average()
        .orElse(0);
  }

  /** The least of a part of the run; -1 if it was not looked at then. */
  private long floor(double after, double until) {
    long least = -1;
    for (int i = 0; i < shareByInstant.length; i++) {
      if (shareByInstant[i] > after
          && shareByInstant[i] <= until
          && (least < 0 || levelByInstant[i] < least)) {
        least = levelByInstant[i];
      }
    }
    return least;
  }
}
