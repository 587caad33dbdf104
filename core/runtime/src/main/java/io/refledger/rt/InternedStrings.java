package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

/*
 * The JVM's table of strings hands a string out as long as the JVM has not collected it, whether the
 * program refers to it or not. So its slot is held weakly until then. A string may be interned again
 * and again: `members` has each slot that is held.
 */
/** Strings in the JVM's table of strings. For any thread. */
public final class InternedStrings extends IdentityList {
  private final SlotSet members = new SlotSet();

  /** The JVM's table has a string, which may have been there before. May allocate. */
  public void interned(Object string, Context c) {
    int slot = Identity.slot(string);
    if (slot == 0 || members.contains(slot) || !members.add(slot)) return;
    LEDGER.holdWeakly(slot);
    add(string, slot, c);
  }

  @Override
  void collected(int slot, Context c) {
    members.remove(slot);
    LEDGER.releaseWeakly(slot, c);
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes() + members.memoryBytes();
  }
}
