package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/**
 * What the hooks do when tracking is over, which is nothing; run last by {@link AttachedModeTest}.
 */
class EndedHooks {
  static class Node {
    Object next;
  }

  static {
    WovenHeap.shape(Object.class, Node.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");

  private final WovenHeap heap = new WovenHeap();

  @Test
  void hooks_should_touch_nothing_when_all_memory_is_given_back() {
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);
    Object[] array = heap.arrayOf(a, b);
    Hooks.returning(b, heap.c);
    Hooks.throwing(a, heap.c);
    long token = Hooks.beforeFieldStore(a, b, heap.c, NEXT);
    int hash = System.identityHashCode(a);
    Context c = heap.c;

    Tracking.end();
    Hooks.unpin(a, c, WovenHeap.SITE);
    Installation.emptyRegisters();
    assertThat(Installation.release()).isPositive();

    Hooks.afterStore(token, c, NEXT);
    assertThat(Identity.slot(a)).isZero();
    assertThat(System.identityHashCode(a)).isEqualTo(hash);
    useAllHooks(a, b, array, c);
    assertThat(array).containsExactly(b, a);
    assertThat(a.next).isSameAs(b);
    assertThat(Hooks.context()).isSameAs(Hooks.context());
  }

  private void useAllHooks(Node a, Node b, Object[] array, Context c) {
    int site = WovenHeap.SITE;
    Node made = heap.make(Node::new);
    heap.array(new Node[2]);
    Hooks.pin(a, c);
    Hooks.tryPin(a, c);
    Hooks.confirm(a, b);
    Hooks.incref(a, c, site);
    Hooks.bind(a, c, site);
    Hooks.unbind(a, c, site);
    Hooks.decref(a, c, site);
    Hooks.unpinEach(a, b, made, null, c, site);
    Hooks.decrefEach(a, b, made, null, c, site);
    Hooks.returning(a, c);
    Hooks.result(a, c);
    Hooks.returningBorrowed(a, c);
    Hooks.discard(a, c, site);
    Hooks.dropResult(c, site);
    Hooks.throwing(made, c);
    Hooks.caught(made, c);
    int region = Hooks.region(c);
    Hooks.held(a, c);
    Hooks.leaveRegion(c, region, site);
    heap.put(a, b, NEXT, () -> a.next = b);
    heap.set(array, 0, b);
    Hooks.arraycopy(new Object[] {a}, 0, array, 1, 1, c, site);
    Hooks.initialEdge(a, b, c, NEXT);
    Hooks.allocated(new Node(), c, site);
    Hooks.cloned(array.clone(), c, site);
    Hooks.filled(a, c, site);
    WeakReference<Node> reference = new WeakReference<>(a);
    Hooks.referenceCreated(reference, a, c, site);
    Hooks.referenceCleared(reference, c, site);
    Hooks.interned("text");
    Hooks.immortalize(a);
    Hooks.classDefined(getClass().getClassLoader(), c);
    Hooks.hiddenDefined(Node.class);
    Hooks.opened(a, c, 1);
    Hooks.closed(a, 1);
    Hooks.runs((Runnable) () -> {}, c);
    long offset = Vm.U.objectFieldOffset(Node.class, "next");
    Hooks.putReference(Vm.U, a, offset, a, c, site);
    Hooks.getReference(Vm.U, a, offset, c, site);
    Hooks.compareAndSetReference(Vm.U, a, offset, a, null, c, site);
    Hooks.compareAndExchangeReference(Vm.U, a, offset, null, a, c, site);
    Hooks.getAndSetReference(Vm.U, a, offset, b, c, site);
    Hooks.threadStarted(Thread.currentThread());
    Hooks.leaving(c, site);
    Hooks.applicationSite(c);
  }
}
