package io.refledger.rt;

/** Called when the referent of a ledger weak reference has died. */
@FunctionalInterface
public interface WeakCallback {
  /** The weak reference {@code handle} was cleared, because its referent died. */
  void cleared(int handle);

  /**
   * The slot of the object that is the weak reference; 0 if there is none in the books. It is no
   * other's, and never changes. Once that object is garbage, the callback never runs.
   */
  default int owner() {
    return 0;
  }
}
