package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;

/** The name of an object for users: birth clock in the high half, slot in the low half. */
final class Serial {
  private Serial() {}

  /** The serial of the object that has a slot now; 0 for slot 0. */
  static long of(int slot) {
    return slot == 0 ? 0 : (long) LEDGER.birthClock(slot) << 32 | slot;
  }

  /** The slot, which may have another object by now. */
  static int slot(long serial) {
    return (int) serial;
  }

  /** Whether the slot still has the object, dead or alive. */
  static boolean isCurrent(long serial) {
    return LEDGER.birthClock(slot(serial)) == (int) (serial >>> 32);
  }

  /** Whether the object is alive. */
  static boolean isLive(long serial) {
    return serial != 0 && isCurrent(serial) && LEDGER.isLive(slot(serial));
  }
}
