package io.refledger.audit;

/** What the ledger can say of a slot now, of those too that are not in the snapshot. */
public interface SlotFlags {
  /** Whether its object is never counted. */
  boolean isImmortal(int slot);

  /** Whether some {@code java.lang.ref.Reference}, or the JVM's table of strings, has it. */
  boolean isWeaklyHeld(int slot);

  /** Whether its object may be held by what is not woven. */
  boolean isForeign(int slot);
}
