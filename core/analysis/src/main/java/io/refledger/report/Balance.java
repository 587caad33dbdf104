package io.refledger.report;

import java.util.List;

/**
 * The increfs and decrefs of the objects of one watched class, by call site.
 *
 * @param sites those that hold most first, then by what is left
 * @param aliveObjects the live objects that were born first, each with its own tree
 */
public record Balance(
    String type,
    Objects objects,
    long increfs,
    long decrefs,
    List<BalanceNode> sites,
    List<OfObject> aliveObjects) {
  public Balance {
    sites = List.copyOf(sites);
    aliveObjects = List.copyOf(aliveObjects);
  }

  /** What is left of what was recorded. */
  public long net() {
    return increfs - decrefs;
  }

  /**
   * How many objects there are.
   *
   * @param born those born since the class is watched
   * @param before those that lived already
   */
  public record Objects(long born, long before, long alive) {
    /** Those that have died since the class is watched. */
    public long dead() {
      return Math.max(0, born + before - alive);
    }
  }

  /**
   * One live object.
   *
   * @param serial its number among the watched objects in the order of their births, from 1
   */
  public record OfObject(int serial, long increfs, long decrefs, List<BalanceNode> sites) {
    public OfObject {
      sites = List.copyOf(sites);
    }

    /** What is left of what was recorded. */
    public long net() {
      return increfs - decrefs;
    }
  }
}
