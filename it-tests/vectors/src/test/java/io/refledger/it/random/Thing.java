package io.refledger.it.random;

/**
 * The superclass of what random programs make. It does what the constructor of a woven {@code
 * java.lang.Object} does; here Object is not woven.
 */
public class Thing implements Comparable<Thing> {
  /** The number of its birth in the program. */
  private final int number;

  /** The birth of an object. */
  protected Thing() {
    number = Trace.created(this);
  }

  /** So that the order of a hash map's entries is that of each run. */
  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int compareTo(Thing other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Trace.name(this);
  }
}
