package io.refledger.bench.compare;

import java.util.Arrays;
import java.util.Locale;

/**
 * Where the values of some runs lie.
 *
 * @param median the middle one, or the mean of the two middle ones
 * @param least the least
 * @param most the greatest
 */
record Spread(double median, double least, double most) {
  /**
   * The spread of these values, in any order.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a spread needs a value: values=[]");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Spread((sorted[last / 2] + sorted[sorted.length / 2]) / 2, sorted[0], sorted[last]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, least, most);
  }
}
