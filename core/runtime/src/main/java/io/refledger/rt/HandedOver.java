package io.refledger.rt;

import static io.refledger.rt.Vm.U;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/*
 * It is made inside a hook, where nothing woven may be called; a constructor of WeakReference is. So
 * it is allocated without one and its fields are written as the constructor would. It is never used
 * again for another object: the JVM may have it on a list of its own.
 */
/**
 * The object whose unit lies in a register of a context: if nobody takes it, a frame from before
 * the agent has the object. Weak, because the program may drop it before the next hook runs.
 */
final class HandedOver extends WeakReference<Object> {
  private static final long REFERENT = U.objectFieldOffset(Reference.class, "referent");
  private static final long QUEUE = U.objectFieldOffset(Reference.class, "queue");

  /** The queue of references that are never enqueued. */
  private static final Object NO_QUEUE =
      U.getReference(new WeakReference<Object>(HandedOver.class), QUEUE);

  /** The slot of the object. */
  private int slot;

  /** Never called. */
  private HandedOver() {
    super(null);
  }

  /** A reference to an object; null if there is no memory for it, or no slot. */
  static HandedOver of(Object o, int slot) {
    if (slot == 0) return null;
    try {
      HandedOver handed = (HandedOver) U.allocateInstance(HandedOver.class);
      handed.slot = slot;
      U.putReference(handed, QUEUE, NO_QUEUE);
      U.putReferenceRelease(handed, REFERENT, o);
      return handed;
    } catch (InstantiationException | OutOfMemoryError e) {
      return null;
    }
  }

  /** Whether it is the one to an object of this slot. */
  boolean isOf(int slot) {
    return this.slot == slot;
  }

  /** The object; null if the JVM has collected it. */
  Object object() {
    return Vm.referent(this);
  }
}
