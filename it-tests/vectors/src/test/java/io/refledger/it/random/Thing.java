package io.refledger.it.random;

/**
 * The superclass of what random programs make. It does what the constructor of a woven {@code
 * java.lang.Object} does; here Object is not woven.
 */
public class Thing {
  /** The birth of an object. */
  protected Thing() {
    Trace.created(this);
  }

  @Override
  public String toString() {
    return Trace.name(this);
  }
}
