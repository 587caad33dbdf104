package io.refledger.rt;

/** Called when the referent of a ledger weak reference has died. */
@FunctionalInterface
public interface WeakCallback {
  /** The weak reference {@code handle} was cleared, because its referent died. */
  void cleared(int handle);
}
