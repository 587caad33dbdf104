package io.refledger.stress;

import io.refledger.rt.Context;
import io.refledger.rt.Deaths;
import io.refledger.rt.Hooks;
import io.refledger.rt.IdentityMode;
import io.refledger.rt.Installation;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.RuntimeOptions;
import java.util.concurrent.atomic.AtomicIntegerArray;

/*
 * Every race has a JVM of its own, so each may choose how soon a slot is used again. With LATE no
 * slot of one state is used by another before its arbiter has looked. With AT_ONCE a thread that
 * frees a slot gives it to the object it makes next.
 */
/** The ledger of this JVM by slots, and how often each slot has died. */
final class Books {
  static final int LATE = 1 << 15;
  static final int AT_ONCE = 0;

  /** The context that all drops are said to be at. */
  static final int PLACE = 1;

  private static final int TYPE = 1;
  private static final int SIZE_BYTES = 32;
  private static final int MOST_SLOTS = 1 << 22;

  final Ledger ledger;
  private final int birthId;
  private final AtomicIntegerArray deathsBySlot = new AtomicIntegerArray(MOST_SLOTS);
  private final AtomicIntegerArray finalizersBySlot = new AtomicIntegerArray(MOST_SLOTS);

  private Books() {
    ledger = Installation.LEDGER;
    birthId = ledger.births().intern(TYPE, PLACE);
    Deaths.addListener((slot, context, byCollector) -> deathsBySlot.incrementAndGet(slot));
    ledger.onFinalize((slot, context, byCollector) -> finalizersBySlot.incrementAndGet(slot));
  }

  /** Opens the books, once in a JVM and before any hook. */
  static Books open(int reuseDistance) {
    LedgerConfig config =
        LedgerConfig.defaults()
            .withMaxBytes(128L << 20)
            .withPool("off")
            .withCollector(false)
            .withReuseDistance(reuseDistance);
    RuntimeOptions.set(new RuntimeOptions(config, IdentityMode.AUTO, true, false));
    return new Books();
  }

  /** The calling thread's context. */
  static Context context() {
    return Hooks.context();
  }

  /** A new object with one pin, without references. */
  int birth(int flags) {
    int slot = ledger.birth(context(), TYPE, birthId, 0, flags, SIZE_BYTES);
    named(slot);
    return slot;
  }

  /** A new object that is held by so many references. */
  int referenced(int references, int flags) {
    int slot = birth(flags);
    for (int i = 0; i < references; i++) {
      ledger.incref(slot, context());
    }
    ledger.unpin(slot, context(), PLACE);
    return slot;
  }

  /** A slot begins to be looked at. */
  void named(int slot) {
    deathsBySlot.set(slot, 0);
    finalizersBySlot.set(slot, 0);
  }

  void decref(int slot) {
    ledger.decref(slot, context(), PLACE);
  }

  void unpin(int slot) {
    ledger.unpin(slot, context(), PLACE);
  }

  /** How often the object of a slot has died. */
  int deaths(int slot) {
    return deathsBySlot.get(slot);
  }

  /** How often its finalizer has run. */
  int finalizers(int slot) {
    return finalizersBySlot.get(slot);
  }
}
