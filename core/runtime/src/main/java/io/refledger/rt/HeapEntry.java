package io.refledger.rt;

/**
 * An object that a {@link HeapWalk} met. A heap dump shows which object has which slot by these: it
 * has an entry's referent by its address, and the slot as a number. Weak, so that the walk keeps
 * nothing on the heap that is not there without it.
 */
final class HeapEntry extends IdentityEntry {
  HeapEntry(Object met, int slot, HeapEntry next) {
    super(met, 0, slot);
    this.next = next;
  }
}
