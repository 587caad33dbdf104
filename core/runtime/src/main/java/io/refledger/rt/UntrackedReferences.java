package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

/*
 * A java.lang.ref.Reference without a record is never seen to die. The slot of what it refers to would
 * be held for ever; the JVM tells when the Reference is gone.
 */
/** References without a record, by the slot of what they refer to weakly. */
public final class UntrackedReferences extends IdentityList {
  private static final int SHARE_OF_HEAP = 16;

  /** The most entries; what comes later holds its slot for ever. */
  private static final long MOST =
      Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / IdentityEntry.BYTES;

  /** An untracked reference has begun to hold {@code slot} weakly. Allocates. */
  void watch(Object reference, int slot, Context c) {
    if (size() < MOST) add(reference, slot, c);
  }

  @Override
  void collected(int slot, Context c) {
    LEDGER.releaseWeakly(slot, c);
  }
}
