package io.refledger.rt;

/*
 * From the ledger's own weak references it gets to what only the JVM holds, as the constants of a
 * class. Its result is a chain of weak entries, from which the JVM's next collection takes what
 * nothing else holds.
 */
/** The objects that can be got to on the JVM's heap, and the ledger's slots of them. */
public final class HeapWalk extends ObjectSearch {
  /** The objects that were met. Read in the dump. */
  private HeapEntry entries;

  private HeapWalk() {}

  /**
   * Follows the references from these classes and threads to their end. Allocates as much as the
   * heap has objects; births must be off. While the result is alive, a heap dump has a {@link
   * HeapEntry} of each object.
   */
  public static HeapWalk from(Class<?>[] classes, Thread[] threads) {
    HeapWalk walk = new HeapWalk();
    for (Thread thread : threads) walk.meet(thread);
    for (Class<?> c : classes) {
      walk.meet(c);
      walk.meetStatics(c);
    }
    walk.drain();
    return walk;
  }

  @Override
  boolean follows(Object o) {
    return !(o instanceof HeapEntry);
  }

  @Override
  void met(Object o, int slot) {
    int known = slot == 0 ? Installation.ADOPTED.slot(o) : slot;
    entries = new HeapEntry(o, known, entries);
  }
}
