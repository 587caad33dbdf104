package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;
import static io.refledger.rt.Vm.U;

import io.refledger.rt.gc.CollectionListener;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/*
 * The JVM puts a reference whose referent it has cleared on a list of its own, whether the program
 * still has the reference or not; a thread of the JDK's puts it into its queue, and whoever polls
 * that meets it, and all it refers to. So a reference with a queue is held weakly, as if by the JVM,
 * until the JVM has collected it.
 */
/** References that a queue may hand out after their death. */
public final class EnqueuedReferences implements CollectionListener {
  private static final int OLDEST = 2;
  private static final long QUEUE = U.objectFieldOffset(Reference.class, "queue");

  /** The queue of references that have none. */
  private static final Object NO_QUEUE =
      U.getReference(new WeakReference<Object>(EnqueuedReferences.class), QUEUE);

  private final IdentityList references = new IdentityList();

  /** A reference with this queue is being made. Finalizers are in a list of the JDK's anyway. */
  public void made(Object reference, Object queue, Context c) {
    if (queue == NO_QUEUE || reference instanceof IdentityEntry) return;
    int slot = Identity.slot(reference);
    if (slot == 0 || TYPES.get(LEDGER.typeOf(slot)).isFinalizer) return;
    LEDGER.holdWeakly(slot);
    references.add(reference, slot, c);
  }

  @Override
  public void started(int generation) {
    if (generation == OLDEST) sweep(Hooks.context());
  }

  @Override
  public void stopped(int generation, int collected, int uncollectable) {}

  /** Lets those go that the JVM has collected. */
  void sweep(Context c) {
    IdentityEntry gone = references.takeCleared();
    while (gone != null) {
      LEDGER.releaseWeakly(gone.slot, c);
      gone = gone.next;
    }
  }
}
