package io.refledger.rt;

import java.lang.ref.WeakReference;

/** An object, held weakly, and its slot. */
class IdentityEntry extends WeakReference<Object> {
  /** What one takes on the Java heap, about. */
  static final int BYTES = 64;

  final int hash;
  final int slot;

  /** The next entry of the same chain. Guarded by its owner's lock. */
  IdentityEntry next;

  IdentityEntry(Object referent, int hash, int slot) {
    super(referent);
    this.hash = hash;
    this.slot = slot;
  }
}
