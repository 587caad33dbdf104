package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;
import static io.refledger.rt.Vm.U;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/*
 * The JVM puts a reference whose referent it has cleared on a list of its own, whether the program
 * still has the reference or not; a thread of the JDK's puts it into its queue, and whoever polls
 * that meets it, and all it refers to. And code that runs in a thread after that has let go of itself
 * may ask for the current thread. So these are held weakly, as if by the JVM, until it has collected
 * them.
 */
/** What the JVM may hand out after its death: references with a queue, threads that end. */
public final class VmHolds extends IdentityList {
  private static final long QUEUE = U.objectFieldOffset(Reference.class, "queue");

  /** The queue of references that have none. */
  private static final Object NO_QUEUE =
      U.getReference(new WeakReference<Object>(VmHolds.class), QUEUE);

  /** A reference with this queue is being made. Finalizers are in a list of the JDK's anyway. */
  public void referenceQueued(Object reference, Object queue, Context c) {
    if (queue == NO_QUEUE || reference instanceof IdentityEntry) return;
    int slot = Identity.slot(reference);
    if (slot == 0 || TYPES.get(LEDGER.typeOf(slot)).isFinalizer) return;
    hold(reference, slot, c);
  }

  /** A thread is at its end. */
  public void threadExited(Object thread, Context c) {
    int slot = Identity.slot(thread);
    if (slot != 0) hold(thread, slot, c);
  }

  private void hold(Object o, int slot, Context c) {
    LEDGER.holdWeakly(slot);
    add(o, slot, c);
  }

  @Override
  void collected(int slot, Context c) {
    LEDGER.releaseWeakly(slot, c);
  }
}
