package io.refledger.bench;

import io.refledger.rt.Context;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import java.util.SplittableRandom;

/** A ledger with objects of two references each, to random other ones. Not thread-safe. */
final class RandomHeap {
  /** The type of all objects. */
  static final int TYPE = 1;

  private static final int REFERENCES = 2;
  private static final int SIZE_BYTES = 24;

  /** The context of all births, stores and drops. */
  static final int SITE = 1;

  private static final long SEED = 42;
  private static final long MOST_BYTES = 4L << 30;

  final Ledger ledger;
  final Context context;
  private final int[] slots;

  /** A heap of {@code objects}, each of which also has one reference from outside. */
  RandomHeap(int objects) {
    ledger = Ledger.create(LedgerConfig.defaults().withMaxBytes(MOST_BYTES).withCollector(false));
    context = ledger.newContext(1);
    int birthId = ledger.births().intern(TYPE, SITE);
    slots = new int[objects];
    for (int i = 0; i < objects; i++) {
      slots[i] = ledger.birth(context, TYPE, birthId, REFERENCES, 0, SIZE_BYTES);
    }
    var random = new SplittableRandom(SEED);
    for (int slot : slots) {
      for (int r = 0; r < REFERENCES; r++) {
        ledger.store(slot, r, slots[random.nextInt(objects)], context, SITE);
      }
    }
  }

  /** Drops the references from outside: what is on no cycle dies, the rest is garbage. */
  void abandon() {
    for (int slot : slots) {
      ledger.unpin(slot, context, SITE);
    }
  }
}
