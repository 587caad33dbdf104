package io.refledger.rt;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.IntMap;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.SpinLock;

/*
 * States of a handle:
 *   set       referent is a slot, in whose list it is
 *   cleared   referent is 0 or, until its callback runs, TO_BE_CALLED
 *   dropped   referent is 0, in the list of handles that can be given again
 * Clearing and calling are two steps: a callback may drop a reference that waits for its own, and
 * the handle may be given again at once.
 */
/**
 * Weak references by the ledger's clock: cleared at the ledger death of the referent. A handle is a
 * positive number; those of one referent form a list, newest first.
 */
final class WeakReferences {
  private static final int TO_BE_CALLED = -1;

  private final ShadowTable table;
  private final SpinLock lock = new SpinLock();

  /** The newest handle of each referent; guarded by the lock, as all below. */
  private final IntMap newestBySlot = new IntMap();

  /** The handle that an object of the books stands for. */
  private final IntMap handleByOwner = new IntMap();

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
      if (owner(handle) != 0) {
        handleByOwner.put(owner(handle), handle);
      }
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

  private int owner(int handle) {
    WeakCallback callback = this.callback[handle];
    return callback == null ? 0 : callback.owner();
  }

  /** The referent; 0 once it has died. */
  int target(int handle) {
    lock.lock();
    try {
      return Math.max(0, referent[handle]);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a weak reference: its callback never runs. */
  void drop(int handle) {
    lock.lock();
    try {
      forget(handle);
      if (handleByOwner.get(owner(handle)) == handle) {
        handleByOwner.put(owner(handle), 0);
      }
      callback[handle] = null;
      older[handle] = dropped;
      dropped = handle;
    } finally {
      lock.unlock();
    }
  }

  /** Clears a reference alone; its callback does not run. */
  private void forget(int handle) {
    if (referent[handle] > 0) {
      unlink(referent[handle], handle);
    }
    referent[handle] = 0;
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

  /**
   * Clears all references to {@code garbage}, and those that are garbage themselves; appends those
   * to be called back, by member, newest first. After this, no callback that is garbage will run,
   * also not for a referent that the detector does not follow.
   */
  void clearGarbage(IntVector garbage, IntVector cleared) {
    // Plain read: what is garbage by now was made before.
    if (handleByOwner.size() != 0) {
      for (int i = 0; i < garbage.size(); i++) {
        forgetOwned(garbage.get(i));
      }
    }
    for (int i = 0; i < garbage.size(); i++) {
      clear(garbage.get(i), cleared);
    }
  }

  private void forgetOwned(int owner) {
    lock.lock();
    try {
      int handle = handleByOwner.get(owner);
      if (handle != 0) {
        forget(handle);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Clears all references to {@code slot}; appends those whose callback is to run, newest first.
   * The callback of a reference that has died, or is condemned, is not.
   */
  private void clear(int slot, IntVector cleared) {
    if ((table.word(slot) & CountWord.WEAKLY_LISTED_BIT) == 0) {
      return;
    }
    lock.lock();
    try {
      for (int handle = newestBySlot.get(slot); handle != 0; handle = older[handle]) {
        boolean isToBeCalled = callback[handle] != null && isAlive(owner(handle));
        referent[handle] = isToBeCalled ? TO_BE_CALLED : 0;
        if (isToBeCalled) {
          cleared.add(handle);
        }
      }
      newestBySlot.put(slot, 0);
      table.changeWord(slot, CountWord.WEAKLY_LISTED_BIT, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Slot 0, nobody, is alive. */
  private boolean isAlive(int owner) {
    return !CountWord.isDead(table.word(owner));
  }

  /** Calls back the references that were appended from {@code start} on and not dropped since. */
  void call(IntVector cleared, int start) {
    int end = cleared.size();
    for (int i = start; i < end; i++) {
      WeakCallback toCall = takeCall(cleared.get(i));
      if (toCall != null) {
        toCall.cleared(cleared.get(i));
      }
    }
    cleared.truncate(start);
  }

  private WeakCallback takeCall(int handle) {
    lock.lock();
    try {
      if (referent[handle] != TO_BE_CALLED) {
        return null;
      }
      referent[handle] = 0;
      return callback[handle];
    } finally {
      lock.unlock();
    }
  }

  /** Takes back what {@link #clearGarbage} appended from {@code start} on: no callback runs. */
  void silence(IntVector cleared, int start) {
    for (int i = start; i < cleared.size(); i++) {
      takeCall(cleared.get(i));
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
