package io.refledger.rt;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.IntMap;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.SpinLock;

/**
 * Weak references by the ledger's clock: cleared at the ledger death of the referent. A handle is a
 * positive number; those of one referent form a list, newest first.
 */
final class WeakReferences {
  private final ShadowTable table;
  private final SpinLock lock = new SpinLock();

  /** The newest handle of each referent; guarded by the lock, as all below. */
  private final IntMap newestBySlot = new IntMap();

  private int[] referent = new int[16];
  private int[] older = new int[16];
  private WeakCallback[] callback = new WeakCallback[16];
  private int used;

  /** First handle that was dropped and can be given again; the others follow through older. */
  private int dropped;

  WeakReferences(ShadowTable table) {
    this.table = table;
  }

  /** A weak reference to a live object; the callback may be null. */
  int add(int slot, WeakCallback whenCleared) {
    lock.lock();
    try {
      int handle = newHandle();
      referent[handle] = slot;
      callback[handle] = whenCleared;
      older[handle] = newestBySlot.get(slot);
      newestBySlot.put(slot, handle);
      table.changeWord(slot, 0, CountWord.WEAKLY_LISTED_BIT);
      return handle;
    } finally {
      lock.unlock();
    }
  }

  private int newHandle() {
    if (dropped != 0) {
      int handle = dropped;
      dropped = older[handle];
      return handle;
    }
    if (++used == referent.length) {
      grow();
    }
    return used;
  }

  private void grow() {
    var wider = new int[2 * used];
    System.arraycopy(referent, 0, wider, 0, used);
    referent = wider;
    wider = new int[2 * used];
    System.arraycopy(older, 0, wider, 0, used);
    older = wider;
    var more = new WeakCallback[2 * used];
    System.arraycopy(callback, 0, more, 0, used);
    callback = more;
  }

  /** The referent; 0 once it has died. */
  int target(int handle) {
    lock.lock();
    try {
      return referent[handle];
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a weak reference: its callback never runs. */
  void drop(int handle) {
    lock.lock();
    try {
      int slot = referent[handle];
      if (slot != 0) {
        unlink(slot, handle);
      }
      referent[handle] = 0;
      callback[handle] = null;
      older[handle] = dropped;
      dropped = handle;
    } finally {
      lock.unlock();
    }
  }

  private void unlink(int slot, int handle) {
    int newest = newestBySlot.get(slot);
    if (newest == handle) {
      newestBySlot.put(slot, older[handle]);
      return;
    }
    int at = newest;
    while (older[at] != handle) {
      at = older[at];
    }
    older[at] = older[handle];
  }

  /** Clears all references to {@code slot}; appends those with callbacks, newest first. */
  void clear(int slot, IntVector cleared) {
    lock.lock();
    try {
      for (int handle = newestBySlot.get(slot); handle != 0; handle = older[handle]) {
        referent[handle] = 0;
        if (callback[handle] != null) {
          cleared.add(handle);
        }
      }
      newestBySlot.put(slot, 0);
      table.changeWord(slot, CountWord.WEAKLY_LISTED_BIT, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Calls back the references that {@link #clear} appended from {@code start} on. */
  void call(IntVector cleared, int start) {
    int end = cleared.size();
    for (int i = start; i < end; i++) {
      int handle = cleared.get(i);
      WeakCallback toCall = callback[handle];
      if (toCall != null) {
        toCall.cleared(handle);
      }
    }
    cleared.truncate(start);
  }

  /** Clears all references to {@code slot} and calls them back, newest first. */
  void clearAndCall(int slot, Context c) {
    int start = c.callbacks.size();
    clear(slot, c.callbacks);
    call(c.callbacks, start);
  }
}
