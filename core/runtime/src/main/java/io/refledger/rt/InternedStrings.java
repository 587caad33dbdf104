package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

/*
 * The JVM's table of strings hands a string out as long as the JVM has not collected it, whether the
 * program refers to it or not. So its slot is held weakly until then. A string may be interned again
 * and again: `members` has a bit for each slot that is held.
 */
/** Strings in the JVM's table of strings. For any thread. */
public final class InternedStrings extends IdentityList {
  private final SlowPathLock lock = new SlowPathLock();

  /** A bit by slot. Guarded by lock; read plain, a reader may be late. */
  private long[] members = new long[64];

  /** The JVM's table has a string, which may have been there before. May allocate. */
  public void interned(Object string, Context c) {
    int slot = Identity.slot(string);
    if (slot == 0 || isIn(slot) || !join(slot)) return;
    LEDGER.holdWeakly(slot);
    add(string, slot, c);
  }

  private boolean isIn(int slot) {
    long[] members = this.members;
    int word = slot >>> 6;
    return word < members.length && (members[word] & 1L << slot) != 0;
  }

  private boolean join(int slot) {
    lock.enter();
    try {
      if (isIn(slot)) return false;
      int word = slot >>> 6;
      if (word >= members.length) grow(word);
      members[word] |= 1L << slot;
      return true;
    } finally {
      lock.exit();
    }
  }

  private void grow(int word) {
    long[] grown = new long[Math.max(2 * members.length, word + 1)];
    for (int i = 0; i < members.length; i++) grown[i] = members[i];
    members = grown;
  }

  @Override
  void collected(int slot, Context c) {
    lock.enter();
    members[slot >>> 6] &= ~(1L << slot);
    lock.exit();
    LEDGER.releaseWeakly(slot, c);
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes() + 8L * members.length;
  }
}
