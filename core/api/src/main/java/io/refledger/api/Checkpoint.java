package io.refledger.api;

import static io.refledger.api.Arguments.notNull;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.LedgerBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What lived at one instant, to ask later what was born since and still lives. */
public final class Checkpoint {
  private static final int OLDEST = 2;
  private static final AtomicLong TAKEN = new AtomicLong();

  /** Checkpoints in the order in which they were taken. */
  private final long number;

  /** By slot, ascending; a slot is the low half of a serial. */
  private final long[] serials;

  private Checkpoint(long number, long[] serials) {
    this.number = number;
    this.serials = serials;
  }

  /** Marks this instant, after a collection. */
  public static Checkpoint take() {
    LedgerBridge bridge = Connection.bridge();
    // Unguarded: a collection calls user code, and what that allocates is the program's.
    bridge.collector().collect(OLDEST);
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return new Checkpoint(TAKEN.incrementAndGet(), bridge.objects());
    } finally {
      guard.leave();
    }
  }

  /** The number of objects that lived. */
  public int liveObjects() {
    return serials.length;
  }

  /**
   * What lives at this checkpoint, did not at an earlier one, and has not died since. Pending
   * objects are left out. What had died by the earlier checkpoint and came back through a weak
   * reference is there: it was born again.
   *
   * @throws IllegalArgumentException if the other one is not earlier
   */
  public Growth since(Checkpoint earlier) {
    if (notNull(earlier, "earlier").number > number) {
      throw new IllegalArgumentException(
          "earlier must have been taken before this checkpoint: call later.since(earlier)");
    }
    LedgerGuard guard = LedgerGuard.enter();
    try {
      long[] born = without(serials, earlier.serials);
      long[] held = born.length == 0 ? born : without(born, Connection.bridge().pending());
      return Growth.of(alive(held));
    } finally {
      guard.leave();
    }
  }

  private static List<Tracked> alive(long[] serials) {
    LedgerBridge bridge = Connection.bridge();
    List<Tracked> alive = new ArrayList<>();
    for (long serial : serials) {
      if (bridge.count(serial) != LedgerBridge.DEAD) alive.add(new Tracked(serial));
    }
    return alive;
  }

  /** Those of {@code serials} that are not among the others; all ascend by slot. */
  private static long[] without(long[] serials, long[] others) {
    long[] left = new long[serials.length];
    int size = 0;
    int other = 0;
    for (long serial : serials) {
      while (other < others.length && (int) others[other] < (int) serial) other++;
      if (other == others.length || others[other] != serial) left[size++] = serial;
    }
    long[] exact = new long[size];
    System.arraycopy(left, 0, exact, 0, size);
    return exact;
  }
}
