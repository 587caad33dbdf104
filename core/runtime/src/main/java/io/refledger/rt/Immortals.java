package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

/** Objects that are never counted and never die: what the JVM itself hands to the program. */
public final class Immortals {
  private Immortals() {}

  /** An object, and the elements of an array of references. */
  public static void add(Object o) {
    if (o == null) return;
    addOne(o);
    if (o instanceof Object[] elements) {
      for (Object element : elements) {
        if (element != null) addOne(element);
      }
    }
  }

  private static void addOne(Object o) {
    int slot = Identity.slot(o);
    if (slot != 0) LEDGER.immortalize(slot);
  }
}
