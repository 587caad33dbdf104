package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.api.spi.ReferenceSink;
import io.refledger.rt.Hooks;
import io.refledger.rt.Type;
import io.refledger.rt.table.CountWord;
import java.util.Arrays;

/**
 * Reads edges, from their referrers and to them. Edges to immortal objects count nothing and are
 * left out, from both ends; what an immortal object itself refers to is counted, and shown.
 */
final class References {
  private References() {}

  /** The serials of what an object refers to: fields first to last, elements last to first. */
  static long[] from(int slot) {
    int count = LEDGER.references(slot);
    long[] found = new long[count];
    int size = 0;
    boolean isArray = isArray(slot);
    for (int i = 0; i < count; i++) {
      int referent = LEDGER.referent(slot, isArray ? count - 1 - i : i);
      if (referent != 0 && !isImmortal(referent)) found[size++] = Serial.of(referent);
    }
    long[] exact = new long[size];
    System.arraycopy(found, 0, exact, 0, size);
    return exact;
  }

  /** Shows every reference to an object, but for those of what this thread is collecting. */
  static void to(int slot, ReferenceSink sink) {
    if (isImmortal(slot)) return;
    int[] garbage = LEDGER.detector().beingCollected(Hooks.context());
    Arrays.sort(garbage);
    for (int referrer = 1, last = LEDGER.highWater(); referrer <= last; referrer++) {
      boolean isGarbage = garbage.length != 0 && Arrays.binarySearch(garbage, referrer) >= 0;
      if (!isGarbage && isObject(referrer)) show(referrer, slot, sink);
    }
    for (int id = 1, last = TYPES.count(); id <= last; id++) {
      Type type = TYPES.get(id);
      if (type.statics() != 0) showStatics(type, slot, sink);
    }
  }

  private static void show(int referrer, int slot, ReferenceSink sink) {
    for (int i = 0, count = LEDGER.references(referrer); i < count; i++) {
      if (LEDGER.referent(referrer, i) != slot) continue;
      String name = name(referrer, i);
      sink.reference(Serial.of(referrer), name, i, LEDGER.storeContext(referrer, i));
    }
  }

  private static void showStatics(Type type, int slot, ReferenceSink sink) {
    for (int i = 0; i < type.staticCount(); i++) {
      if (LEDGER.referent(type.statics(), i) != slot) continue;
      sink.reference(0, type.staticName(i), i, LEDGER.storeContext(type.statics(), i));
    }
  }

  private static String name(int referrer, int index) {
    if (isArray(referrer)) return "[" + index + "]";
    return TYPES.get(LEDGER.typeOf(referrer)).referenceNames()[index];
  }

  /** Whether a slot is a live object's, and no block of static cells. */
  static boolean isObject(int slot) {
    if (!LEDGER.isLive(slot)) return false;
    Type type = TYPES.get(LEDGER.typeOf(slot));
    return type != null && type.statics() != slot;
  }

  /** Whether the object of a slot is never counted. */
  static boolean isImmortal(int slot) {
    return (LEDGER.word(slot) & CountWord.IMMORTAL_BIT) != 0;
  }

  private static boolean isArray(int slot) {
    return (LEDGER.word(slot) & CountWord.ARRAY_BIT) != 0;
  }
}
