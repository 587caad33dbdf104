package io.refledger.rt;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;

/** The books: for every slot its counts and its edges. Signatures; bodies follow. */
public final class Ledger {
  private Ledger() {}

  public static Ledger create(LedgerConfig config) {
    throw new UnsupportedOperationException();
  }

  /** Gives the memory back; the ledger must not be used any more. */
  public void dispose() {}

  public Context newContext(long threadId) {
    throw new UnsupportedOperationException();
  }

  /** The thread of {@code c} has ended: its lists and counters go to the ledger. */
  public void retire(Context c) {}

  /** Interns (type, allocation context) pairs as birth ids. */
  public BirthTable births() {
    throw new UnsupportedOperationException();
  }

  /** Births a record with one pin; flags are CountWord's ints (LEAF, ARRAY, FINALIZER, ...). */
  public int birth(Context c, int type, int birthId, int references, int flags, int sizeBytes) {
    throw new UnsupportedOperationException();
  }

  /** Writes another birth id (the allocation context is known only after the constructor). */
  public void setBirthId(int slot, int birthId) {}

  public int birthId(int slot) {
    return 0;
  }

  public int birthClock(int slot) {
    return 0;
  }

  public int typeOf(int slot) {
    return 0;
  }

  public int sizeOf(int slot) {
    return 0;
  }

  /** The highest slot given out so far. */
  public int highWater() {
    return 0;
  }

  public boolean isLive(int slot) {
    return false;
  }

  public long word(int slot) {
    return 0;
  }

  public int refs(int slot) {
    return 0;
  }

  public int pins(int slot) {
    return 0;
  }

  public void incref(int slot, Context c) {}

  public void decref(int slot, Context c, int context) {}

  /** +1 pin; on a dead slot: revival. */
  public void pin(int slot, Context c) {}

  /**
   * +1 pin, unless the slot is dead: then false, and nothing has changed. The load protocol: {@code
   * o = h.f; tryPin(slot(o)); re-read}. Only if the re-read gives the same dead object again is it
   * a revival (call pin).
   */
  public boolean tryPin(int slot, Context c) {
    return false;
  }

  public void unpin(int slot, Context c, int context) {}

  /** A pin becomes a reference. */
  public void bind(int slot) {}

  /** A reference becomes a pin. */
  public void unbind(int slot) {}

  /** Sets flags (WEAK, FOREIGN, WATCHED) of a live slot; true if all of them were clear. */
  public boolean setFlags(int slot, int flags) {
    return false;
  }

  public void clearFlags(int slot, int flags) {}

  /** Never dies from now on. */
  public void immortalize(int slot) {}

  /** One more java.lang.ref.Reference refers to the object: WEAK, its slot is quarantined. */
  public void holdWeakly(int slot) {}

  /** A Reference to it is cleared or dead. */
  public void releaseWeakly(int slot, Context c) {}

  public int references(int slot) {
    return 0;
  }

  public int referent(int slot, int index) {
    return 0;
  }

  public int storeContext(int slot, int index) {
    return 0;
  }

  public long lockReferrer(int slot) {
    return 0;
  }

  public void unlock(long stripe) {}

  public int swap(int referrer, int index, int referent, int context) {
    return 0;
  }

  public void store(int referrer, int index, int referent, Context c, int context) {}

  /** A block of static cells, 0 when the table is full; cells are read and swapped by its number. */
  public int newStatics(int typeId, int count) {
    return 0;
  }

  public int swapStatic(int statics, int index, int referent, int context) {
    return 0;
  }

  public int staticReferent(int statics, int index) {
    return 0;
  }

  /** A ledger weak reference to {@code slot}; its handle. The callback may be null. */
  public int weak(int slot, WeakCallback callback) {
    return 0;
  }

  /** The referent, 0 once it has died. */
  public int weakTarget(int handle) {
    return 0;
  }

  public void dropWeak(int handle) {}

  public void onDeath(DeathListener listener) {}

  public void onFinalize(FinalizeListener listener) {}

  public CycleDetector detector() {
    throw new UnsupportedOperationException();
  }

  /** The pool simulator; null with pool=off. */
  public PoolSimulator pool() {
    return null;
  }

  public LedgerTotals totals() {
    throw new UnsupportedOperationException();
  }

  /** Who knows the names of types and contexts, asked by {@link #accept}. */
  public void names(SnapshotNames names) {}

  public void accept(SnapshotVisitor visitor) {}
}
