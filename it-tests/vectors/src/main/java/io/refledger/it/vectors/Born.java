package io.refledger.it.vectors;

import io.refledger.rt.Hooks;

/**
 * The superclass of what woven programs make. It does what the constructor of a woven {@code
 * java.lang.Object} does; here Object is not woven, so that nothing else in this JVM is born.
 */
public class Born {
  /** The birth of an object. */
  protected Born() {
    Hooks.created(this);
  }
}
