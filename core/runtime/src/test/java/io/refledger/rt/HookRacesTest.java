package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Vm.U;
import static io.refledger.rt.WovenHeap.SITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Racing stores, loads, exchanges and copies: afterwards heap, edges and counts agree. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HookRacesTest {
  private static final int THREADS = 3;
  private static final int OPERATIONS = 200_000;
  private static final int CELLS = 8;

  static class Item {
    Object next;
  }

  static {
    WovenHeap.shape(Object.class, Item.class);
  }

  private static final int NEXT = WovenHeap.storeSite(Item.class, "next");
  private static final long NEXT_OFFSET = U.objectFieldOffset(Item.class, "next");

  private final WovenHeap heap = new WovenHeap();
  private final Object[] tracked = heap.array(new Object[CELLS]);
  private final Object[] untracked = new Object[CELLS];
  private final Item box = heap.make(Item::new);

  @Test
  void racing_threads_should_leave_heap_edges_and_counts_in_agreement()
      throws InterruptedException {
    LedgerTotals before = LEDGER.totals();
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      threads[i] = new Thread(() -> run(new SplittableRandom(seed)));
      threads[i].start();
    }
    for (Thread thread : threads) thread.join();

    LedgerTotals after = LEDGER.totals();
    assertThat(after.underflows()).isEqualTo(before.underflows());
    assertThat(after.revived()).isEqualTo(before.revived());
    assertThat(after.locksBroken()).isEqualTo(before.locksBroken());
    IdentityHashMap<Object, Integer> holders = new IdentityHashMap<>();
    for (int i = 0; i < CELLS; i++) {
      assertThat(LEDGER.referent(Identity.slot(tracked), i)).isEqualTo(slot(tracked[i]));
      count(tracked[i], holders);
      count(untracked[i], holders);
    }
    assertThat(LEDGER.referent(Identity.slot(box), 0)).isEqualTo(slot(box.next));
    count(box.next, holders);
    holders.forEach(
        (item, references) -> {
          assertThat(WovenHeap.refs(item)).isEqualTo(references);
          assertThat(WovenHeap.pins(item)).isEqualTo(0);
        });
    assertThat(after.live() - before.live()).isEqualTo(holders.size());
  }

  @Test
  void array_should_stay_known_while_others_are_born_at_its_site() throws InterruptedException {
    AtomicInteger births = new AtomicInteger();
    Thread other = new Thread(() -> bearArrays(births));
    other.start();
    Object[] known = heap.array(new Object[CELLS]);

    int lost = 0;
    while (births.get() < OPERATIONS) {
      if (Identity.slot(known) == 0) lost++;
    }
    other.join();

    assertThat(lost).isZero();
    heap.drop((Object) known);
  }

  /** A site knows its latest pair of type and context only: here it is another one each time. */
  private static void bearArrays(AtomicInteger births) {
    WovenHeap mine = new WovenHeap();
    while (births.getAndIncrement() < OPERATIONS) {
      mine.drop((Object) mine.array(new Object[CELLS]), mine.array(new String[CELLS]));
    }
  }

  private static int slot(Object o) {
    return o == null ? 0 : Identity.slot(o);
  }

  private static void count(Object o, IdentityHashMap<Object, Integer> holders) {
    if (o != null) holders.merge(o, 1, Integer::sum);
  }

  private void run(SplittableRandom random) {
    WovenHeap mine = new WovenHeap();
    for (int i = 0; i < OPERATIONS; i++) {
      Object[] array = random.nextBoolean() ? tracked : untracked;
      int index = random.nextInt(CELLS);
      long offset = Vm.elementOffset(index);
      switch (random.nextInt(7)) {
        case 0 -> store(array, index, mine);
        case 1 -> mine.set(array, index, null);
        case 2 -> move(array, offset, random.nextInt(CELLS), mine);
        case 3 -> exchange(array, offset, mine);
        case 4 -> compareAndSet(array, offset, mine);
        case 5 -> Hooks.arraycopy(tracked, 2, array, random.nextInt(4), 4, mine.c, SITE);
        default -> field(mine, random);
      }
    }
  }

  private static void store(Object[] array, int index, WovenHeap mine) {
    Item fresh = mine.make(Item::new);
    mine.set(array, index, fresh);
    mine.drop(fresh);
  }

  private void move(Object[] array, long offset, int to, WovenHeap mine) {
    Object loaded = Hooks.getReference(U, array, offset, mine.c, SITE);
    Hooks.result(loaded, mine.c);
    mine.set(tracked, to, loaded);
    mine.drop(loaded);
  }

  private static void exchange(Object[] array, long offset, WovenHeap mine) {
    Item fresh = mine.make(Item::new);
    Object old = Hooks.getAndSetReference(U, array, offset, fresh, mine.c, SITE);
    Hooks.result(old, mine.c);
    mine.drop(fresh, old);
  }

  private static void compareAndSet(Object[] array, long offset, WovenHeap mine) {
    Object expected = Hooks.getReference(U, array, offset, mine.c, SITE);
    Hooks.result(expected, mine.c);
    Item fresh = mine.make(Item::new);
    Hooks.compareAndSetReference(U, array, offset, expected, fresh, mine.c, SITE);
    mine.drop(expected, fresh);
  }

  private void field(WovenHeap mine, SplittableRandom random) {
    Object value = random.nextInt(3) == 0 ? null : mine.make(Item::new);
    if (random.nextBoolean()) mine.put(box, value, NEXT, () -> box.next = value);
    else Hooks.putReference(U, box, NEXT_OFFSET, value, mine.c, SITE);
    mine.drop(value);
  }
}
