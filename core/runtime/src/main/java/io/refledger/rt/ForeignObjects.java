package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.NARROW;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.gc.CollectionListener;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.MemoryUser;
import java.lang.ref.PhantomReference;
import java.lang.ref.WeakReference;
import jdk.internal.vm.annotation.DontInline;

/*
 * In a narrow scope a tracked object that goes to code that is not woven turns foreign for good:
 * nobody sees that code store it or let go of it. It gets one pin and a phantom reference; when the
 * JVM has cleared that, the pin goes back, and the object dies as soon as nothing else in the books
 * refers to it. Phantom, because an object that is finalized is used once more after weak references
 * to it were cleared.
 *
 * Most foreign objects are young when they become garbage, and each costs the JVM's collector a
 * little. So references lie in two chains: young ones are looked at when the JVM has collected since
 * the last look (a reference to a fresh object, the epoch, tells), and what is still there then
 * turns old; old ones are looked at by full collections of the ledger's.
 *
 * In an agent that was attached these are the objects that frames from before may hold. There a store
 * ends an object's being foreign as usual, but not its being in here: `members` has the slot
 * of each that is, so that none is entered twice; the pin alone keeps it. The same holds for objects
 * that something refers to for which there was no record, as memory ran out. As the program's heap may
 * be short as well, entries of these are limited: what comes later keeps its pin for ever.
 */
/** Tracked objects that something may hold which nobody sees. For any thread. */
public final class ForeignObjects implements CollectionListener, MemoryUser {
  private static final int OLDEST = 2;
  private static final int SHARE_OF_HEAP = 16;

  /** The most entries, where nobody but the lack of memory makes them. */
  private static final long MOST =
      NARROW || Installation.ATTACHED
          ? Long.MAX_VALUE
          : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / IdentityEntry.BYTES;

  private final SlowPathLock lock = new SlowPathLock();

  /** Chains. Guarded by lock. */
  private Entry young;

  private Entry old;

  /** Those that are in here, unless the scope is narrow. */
  private final SlotSet members = new SlotSet();

  /** How many there are in both. Guarded by lock; a reader may be late. */
  private int size;

  /** Refers to an object that nothing else holds: cleared once the JVM has collected. */
  private volatile WeakReference<Object> epoch = new WeakReference<>(null);

  /** An object that the JVM is asked about. */
  private static final class Entry extends PhantomReference<Object> {
    final int slot;

    /** The next of its chain. */
    Entry next;

    Entry(Object referent, int slot) {
      super(referent, null);
      this.slot = slot;
    }
  }

  /** Somebody whom nobody sees gets an object, and what an array has; may allocate. */
  void handOut(Object o, Context c) {
    int slot = Identity.slot(o);
    if (slot == 0) return;
    long word = LEDGER.word(slot);
    if ((word & CountWord.IMMORTAL_BIT) != 0) return;
    if (NARROW ? (word & CountWord.FOREIGN_BIT) == 0 : !isIn(slot)) enter(o, slot, c);
  }

  /** Whether the object of a slot is in here, unless the scope is narrow. */
  boolean isIn(int slot) {
    return members.contains(slot);
  }

  /** The elements of an array go with it. Contract: the array is in the caller's hands. */
  @DontInline
  void enter(Object o, int slot, Context c) {
    boolean isNew = LEDGER.setFlags(slot, CountWord.FOREIGN);
    if (NARROW ? !isNew : !members.add(slot)) return;
    LEDGER.pin(slot, c);
    LEDGER.detector().foreignMembers().turned(slot, c);
    long state = Units.putAside(c);
    try {
      if (size < MOST) add(new Entry(o, slot));
      if (epoch.refersTo(null)) sweepYoung(c);
    } catch (OutOfMemoryError | StackOverflowError e) {
      // Without a reference it is foreign all the same, and never dies.
    } finally {
      Units.takeUp(state, c);
    }
    if (o instanceof Object[] array && (NARROW || TYPES.of(o.getClass(), c).isShownArray)) {
      handOutElements(array, slot, c);
    }
  }

  /** A store that does not see the array's flag holds the stripe now: its element is there then. */
  private void handOutElements(Object[] array, int slot, Context c) {
    LEDGER.unlock(LEDGER.lockReferrer(slot));
    for (Object element : array) {
      if (element != null) handOut(element, c);
    }
  }

  /** Forgets all. */
  void forgetAll() {
    lock.enter();
    young = null;
    old = null;
    lock.exit();
    members.clear();
  }

  private void add(Entry entry) {
    lock.enter();
    entry.next = young;
    young = entry;
    size++;
    lock.exit();
  }

  /** The JVM has collected: what it has left of the young ones turns old. */
  private void sweepYoung(Context c) {
    Entry chain;
    lock.enter();
    try {
      chain = epoch.refersTo(null) ? young : null;
      if (chain != null) {
        epoch = new WeakReference<>(new Object());
        young = null;
      }
    } finally {
      lock.exit(); // the heap may have no room
    }
    sweep(chain, c);
  }

  private void sweepAll(Context c) {
    lock.enter();
    Entry first = young;
    Entry second = old;
    young = null;
    old = null;
    lock.exit();
    sweep(first, c);
    sweep(second, c);
  }

  /** Lets go of those that the JVM has collected; the others turn old. */
  private void sweep(Entry chain, Context c) {
    Entry kept = null;
    Entry last = null;
    Entry gone = null;
    Entry entry = chain;
    while (entry != null) {
      Entry next = entry.next;
      if (entry.refersTo(null)) {
        entry.next = gone;
        gone = entry;
      } else {
        if (kept == null) last = entry;
        entry.next = kept;
        kept = entry;
      }
      entry = next;
    }
    if (kept != null) keep(kept, last);
    int cleared = 0;
    for (; gone != null; gone = gone.next, cleared++) letGo(gone.slot, c);
    lock.enter();
    size -= cleared;
    lock.exit();
  }

  @Override
  public long memoryBytes() {
    return (long) size * IdentityEntry.BYTES + members.memoryBytes();
  }

  private void keep(Entry first, Entry last) {
    lock.enter();
    last.next = old;
    old = first;
    lock.exit();
  }

  /** Whoever dropped it was not seen, so that it is not told as an unclosed resource either. */
  private void letGo(int slot, Context c) {
    if (!NARROW) members.remove(slot);
    LEDGER.clearFlags(slot, CountWord.FOREIGN | CountWord.OPEN);
    LEDGER.detector().foreignMembers().takeBack(slot, c); // foreign, it would be left out again
    LEDGER.unpin(slot, c, 0);
  }

  @Override
  public void started(int generation) {
    if (generation != OLDEST) return;
    Context c = Hooks.context();
    long state = Units.putAside(c);
    sweepAll(c);
    Units.takeUp(state, c);
  }

  @Override
  public void stopped(int generation, int collected, int uncollectable) {}
}
