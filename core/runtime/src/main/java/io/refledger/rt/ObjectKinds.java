package io.refledger.rt;

/** What the ledger asks about the classes of its objects. For any thread. */
interface ObjectKinds {
  /** Whether the object of a slot, which may be dead, is a {@code java.lang.ref.Reference}. */
  boolean isReference(int slot);

  /** Whether the object of a slot, which may be dead, is a resource that must be closed. */
  boolean isResource(int slot);
}
