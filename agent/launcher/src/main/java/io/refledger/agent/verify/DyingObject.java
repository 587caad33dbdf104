package io.refledger.agent.verify;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import jdk.internal.misc.Unsafe;

/*
 * It is made inside a hook, where nothing woven may be called; a constructor of WeakReference is. So
 * it is allocated without one and its fields are written as the constructor would.
 */
/** A weak reference to an object that died in the ledger. */
final class DyingObject extends WeakReference<Object> {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long REFERENT = U.objectFieldOffset(Reference.class, "referent");
  private static final long QUEUE = U.objectFieldOffset(Reference.class, "queue");

  /** The queue of references that are never enqueued. */
  private static final Object NO_QUEUE =
      U.getReference(new WeakReference<Object>(DyingObject.class), QUEUE);

  /** The next in the list of the thread that checks. */
  DyingObject next;

  /** The class of the object. */
  Class<?> type;

  /** The ledger's number of the statement at which it died. */
  int deathContext;

  /** Never called. */
  private DyingObject() {
    super(null, (ReferenceQueue<Object>) null);
  }

  static DyingObject of(Object object, int deathContext) {
    try {
      DyingObject dying = (DyingObject) U.allocateInstance(DyingObject.class);
      dying.type = object.getClass();
      dying.deathContext = deathContext;
      U.putReference(dying, QUEUE, NO_QUEUE);
      U.putReferenceRelease(dying, REFERENT, object);
      return dying;
    } catch (InstantiationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Whether it is a reference that the JVM has cleared, and so may have on its list of those that
   * it is going to put into their queues.
   */
  boolean mayBePending() {
    return get() instanceof Reference<?> reference && reference.refersTo(null);
  }

  /** Whether the JVM still has the object. */
  boolean isThere() {
    return !refersTo(null);
  }
}
