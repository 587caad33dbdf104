package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

/*
 * The JVM keeps them where no field is: in the constants of a class, as a hidden class's data. So
 * nobody could get from the program's roots to them; the ledger's weak references can, and tell when
 * the JVM has collected one. Then it refers to nothing any more. Its record stays: what died with it
 * may still let go of its number.
 */
/** Objects that are never counted and never die: what the JVM itself hands to the program. */
public final class Immortals extends IdentityList {
  /** An object, and the elements of an array of references. */
  public void add(Object o, Context c) {
    if (o == null) return;
    addOne(o, c);
    if (o instanceof Object[] elements) {
      for (Object element : elements) {
        if (element != null) addOne(element, c);
      }
    }
  }

  private void addOne(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot == 0 || LEDGER.isImmortal(slot)) return;
    LEDGER.immortalize(slot);
    add(o, slot, c);
  }

  /** What it referred to goes. */
  @Override
  void collected(int slot, Context c) {
    LEDGER.releaseReferences(slot, c);
  }
}
