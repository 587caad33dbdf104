package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import org.junit.jupiter.api.Test;

/** What the hooks do once a thread was stopped; run by {@link ThreadStopsTest}. */
class StoppedHooks {
  static class Node {
    Object next;
  }

  static {
    WovenHeap.shape(Object.class, Node.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Node.class, "next");

  private final WovenHeap heap = new WovenHeap();

  @Test
  void hooks_should_give_locks_back_and_take_none_and_books_should_stay() {
    Node a = heap.make(Node::new);
    Node b = heap.make(Node::new);
    int slot = Identity.slot(b);
    Hooks.returning(b, heap.c);
    long token = Hooks.beforeFieldStore(a, b, heap.c, NEXT);
    assertThat(LEDGER.isStripeHeld()).isTrue();

    ThreadStops.stopping(Thread.currentThread());
    a.next = b;
    Hooks.afterStore(token, heap.c, NEXT);

    assertThat(ThreadStops.haveBegun()).isTrue();
    assertThat(LEDGER.isStripeHeld()).isFalse();
    assertThat(Identity.slot(a)).isZero();
    assertThat(Hooks.beforeFieldStore(a, null, heap.c, NEXT)).isZero();
    assertThat(LEDGER.isStripeHeld()).isFalse();
    assertThat(heap.c.returned).isZero();
    Hooks.dropResult(heap.c, WovenHeap.SITE);
    Hooks.unpin(b, heap.c, WovenHeap.SITE);
    assertThat(LEDGER.isLive(slot)).isTrue();
    assertThat(objects()).isPositive();
  }

  private static int objects() {
    int[] objects = new int[1];
    LEDGER.accept(
        new SnapshotVisitor() {
          @Override
          public void object(
              int slot,
              int typeId,
              int allocationContext,
              int birthClock,
              int dropContext,
              int dropClock,
              int refs,
              int pins,
              int generation,
              int sizeBytes) {
            objects[0]++;
          }
        });
    return objects[0];
  }
}
