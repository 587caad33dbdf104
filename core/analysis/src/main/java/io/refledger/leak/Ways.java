package io.refledger.leak;

import java.util.List;

/**
 * The ways by which the objects of a finding are held, each by a reference of its own: who takes
 * one away still has the others.
 *
 * @param shown the way of the finding's path first, then those that hold most; empty if unknown
 * @param leftOut how many more there are
 */
public record Ways(List<Way> shown, int leftOut) {
  /** Nothing is known of them. */
  public static final Ways UNKNOWN = new Ways(List.of(), 0);

  private static final int MOST_SHOWN = 5;

  public Ways {
    shown = List.copyOf(shown);
  }

  /** As many of the ways, which come in order, as are shown. */
  static Ways of(List<Way> all) {
    int shown = Math.min(MOST_SHOWN, all.size());
    return new Ways(all.subList(0, shown), all.size() - shown);
  }

  /** The ways besides that of the finding's path. */
  public List<Way> others() {
    return shown.subList(Math.min(1, shown.size()), shown.size());
  }
}
