package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SHAPES;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.api.spi.LedgerBridge;
import io.refledger.rt.Context;
import io.refledger.rt.Hooks;
import io.refledger.rt.Identity;
import io.refledger.rt.SlotMap;
import io.refledger.rt.SlowPathLock;
import io.refledger.rt.WeakCallback;
import java.util.function.Consumer;

/**
 * The weak references of users. The ledger holds the entry, the entry the user's WeakRef; when that
 * dies by the ledger's clock, the entry goes and its callback never runs, as in CPython.
 */
final class WeakEntries {
  private static final String WEAK_REF = "io/refledger/api/WeakRef";
  private static final String CALLBACK = "callback";

  /** Handle by the slot of the WeakRef itself. */
  private final SlotMap handleByOwner = new SlotMap();

  private final SlowPathLock lock = new SlowPathLock();

  /** Guarded by lock. */
  private Entry[] byHandle = new Entry[64];

  /** A weak reference of a user. */
  private final class Entry implements WeakCallback {
    final Object weakReference;
    final Consumer<Object> dispatch;
    final int owner;

    /** Slot of the user's callback; 0 for none. */
    final int callback;

    /** The WeakRef's reference to the callback; negative if its record has none. */
    final int edge;

    Entry(Object weakReference, Consumer<Object> dispatch, int owner, int callback, int edge) {
      this.weakReference = weakReference;
      this.dispatch = dispatch;
      this.owner = owner;
      this.callback = callback;
      this.edge = edge;
    }

    /** The callback is held by the WeakRef, or by the entry in its place. */
    void hold(Context c) {
      if (edge >= 0) LEDGER.store(owner, edge, callback, c, 0);
      else if (callback != 0) LEDGER.incref(callback, c);
    }

    /** A dead WeakRef lets go by itself. */
    void release(Context c) {
      if (edge >= 0 && !LEDGER.isLive(owner)) return;
      if (edge >= 0) LEDGER.store(owner, edge, 0, c, 0);
      else if (callback != 0) LEDGER.decref(callback, c, 0);
    }

    @Override
    public int owner() {
      return owner;
    }

    @Override
    public void cleared(int handle) {
      UserCode frame = UserCode.enter();
      try {
        if (owner != 0) handleByOwner.remove(owner);
        dispatch.accept(weakReference);
      } catch (Throwable thrown) {
        UserCode.failed("callback of a weak reference", thrown);
      } finally {
        drop(handle, weakReference);
        frame.leave();
      }
    }
  }

  /**
   * Says what a WeakRef refers to: it is not woven, but a cycle may lead through its callback.
   * Before the first one is born.
   */
  static void registerShape() {
    ClassLoader loader = LedgerBridge.class.getClassLoader();
    SHAPES.register(loader, WEAK_REF, new String[] {CALLBACK}, new String[0]);
  }

  /** Makes a weak reference; its handle. */
  int add(int slot, Object weakReference, Object callback, Consumer<Object> dispatch, Context c) {
    int owner = Identity.slot(weakReference);
    int held = callback == null ? 0 : Identity.slot(callback);
    int edge = owner == 0 ? -1 : TYPES.get(LEDGER.typeOf(owner)).ownReference(CALLBACK);
    Entry entry = new Entry(weakReference, dispatch, owner, held, edge);
    entry.hold(c);
    int handle = LEDGER.weak(slot, entry);
    put(handle, entry);
    if (owner != 0) handleByOwner.put(owner, handle);
    return handle;
  }

  /** Ends a weak reference; a second time changes nothing, even if another has the handle now. */
  void drop(int handle, Object weakReference) {
    Entry entry = take(handle, weakReference, 0);
    if (entry != null) end(handle, entry);
  }

  private void end(int handle, Entry entry) {
    LEDGER.dropWeak(handle);
    if (entry.owner != 0) handleByOwner.remove(entry.owner);
    entry.release(Hooks.context());
  }

  /** The object of a slot has died: if it was a WeakRef, its callback never runs. */
  void died(int slot) {
    int handle = handleByOwner.remove(slot);
    if (handle == 0) return;
    Entry entry = take(handle, null, slot);
    if (entry != null) end(handle, entry);
  }

  private void put(int handle, Entry entry) {
    lock.enter();
    try {
      if (handle >= byHandle.length) {
        Entry[] grown = new Entry[Math.max(2 * byHandle.length, handle + 1)];
        System.arraycopy(byHandle, 0, grown, 0, byHandle.length);
        byHandle = grown;
      }
      byHandle[handle] = entry;
    } finally {
      lock.exit();
    }
  }

  /** Takes the entry of a weak reference, known by itself or by its slot; null if it is gone. */
  private Entry take(int handle, Object weakReference, int owner) {
    lock.enter();
    try {
      Entry entry = byHandle[handle];
      if (entry == null) return null;
      if (owner == 0 ? entry.weakReference != weakReference : entry.owner != owner) return null;
      byHandle[handle] = null;
      return entry;
    } finally {
      lock.exit();
    }
  }
}
