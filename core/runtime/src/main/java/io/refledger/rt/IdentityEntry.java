package io.refledger.rt;

import java.lang.ref.WeakReference;

/** A tracked object in {@link TableIdentity}: the object, held weakly, and its slot. */
final class IdentityEntry extends WeakReference<Object> {
  final int hash;
  final int slot;

  /** The next entry of the same bucket. Guarded by the table's lock. */
  IdentityEntry next;

  IdentityEntry(Object referent, int hash, int slot) {
    super(referent);
    this.hash = hash;
    this.slot = slot;
  }
}
