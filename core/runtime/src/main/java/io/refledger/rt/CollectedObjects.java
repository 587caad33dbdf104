package io.refledger.rt;

import io.refledger.rt.gc.CollectionListener;

/**
 * Objects that the ledger asks the JVM about: every full collection of the ledger's first looks
 * which of them the JVM has collected.
 */
abstract class CollectedObjects implements CollectionListener {
  /** The generation whose collections look at all objects. */
  static final int OLDEST = 2;

  /** Takes the entries out whose objects the JVM has collected; a chain of them. */
  abstract IdentityEntry takeCleared();

  /** The JVM has collected the objects of a chain; each is dealt with alone after that. */
  void allCollected(IdentityEntry gone, Context c) {}

  /** The JVM has collected the object that was entered with {@code slot}. */
  abstract void collected(int slot, Context c);

  @Override
  public void started(int generation) {
    if (generation == OLDEST) sweep(Hooks.context());
  }

  @Override
  public final void stopped(int generation, int collected, int uncollectable) {}

  /** Deals with what the JVM has collected. */
  final void sweep(Context c) {
    IdentityEntry gone = takeCleared();
    if (gone != null) allCollected(gone, c);
    while (gone != null) {
      IdentityEntry next = gone.next;
      gone.next = null;
      collected(gone.slot, c);
      gone = next;
    }
  }
}
