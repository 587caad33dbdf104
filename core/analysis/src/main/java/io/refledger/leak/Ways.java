package io.refledger.leak;

import java.util.List;

/**
 * The ways by which the objects of a finding are held, each by a reference of its own: who takes
 * one away still has the others.
 *
 * @param shown the way of the finding's path first, then those that hold most; empty if unknown
 * @param leftOut how many more there are
 * @param holderNames by what names the program has the object with the suspect reference
 */
public record Ways(List<Way> shown, int leftOut, List<HolderName> holderNames) {
  /** Nothing is known of them. */
  public static final Ways UNKNOWN = new Ways(List.of(), 0, List.of());

  private static final int MOST_SHOWN = 5;

  public Ways {
    shown = List.copyOf(shown);
    holderNames = List.copyOf(holderNames);
  }

  /** As many of the ways, which come in order, as are shown. */
  static Ways of(List<Way> all) {
    int shown = Math.min(MOST_SHOWN, all.size());
    return new Ways(all.subList(0, shown), all.size() - shown, List.of());
  }

  /** The same ways, of a holder that is known by these names. */
  Ways withHolderNames(List<HolderName> names) {
    return new Ways(shown, leftOut, names);
  }

  /** The ways besides that of the finding's path. */
  public List<Way> others() {
    return shown.subList(Math.min(1, shown.size()), shown.size());
  }
}
