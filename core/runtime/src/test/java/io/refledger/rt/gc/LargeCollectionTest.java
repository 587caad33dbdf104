package io.refledger.rt.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.Heap;
import io.refledger.rt.LedgerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Collections of so many objects that candidates are looked at twice before the stop. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeCollectionTest {
  private static final int OBJECTS = 40_000;
  private static final int REFERENCES = 2;

  private final Heap heap =
      Heap.of(LedgerConfig.defaults().withCollector(false).withMaxBytes(32 << 20));
  private final List<Integer> deaths = new ArrayList<>();
  private final int[] slots = new int[OBJECTS];

  /** Pinned objects without references. */
  private void fill() {
    heap.ledger.onDeath((slot, context, byCollector) -> deaths.add(slot));
    for (int i = 0; i < OBJECTS; i++) {
      slots[i] = heap.born(0);
    }
  }

  private void store(int from, int index, int to) {
    heap.ledger.store(slots[from], index, slots[to], heap.c, Heap.STORED);
  }

  private void unpin(int object) {
    heap.ledger.unpin(slots[object], heap.c, Heap.BORN);
  }

  @AfterEach
  void close() {
    heap.close();
  }

  @Test
  void large_garbage_should_be_freed_in_list_order_by_one_collection() {
    // 0 <-> 1, 2 <-> 3, ..
    fill();
    for (int i = 0; i < OBJECTS; i += 2) {
      store(i, 0, i + 1);
      store(i + 1, 0, i);
    }
    for (int i = 0; i < OBJECTS; i++) {
      unpin(i);
    }

    assertThat(heap.collect(2)).isEqualTo(OBJECTS);

    assertThat(deaths).hasSize(OBJECTS);
    for (int i = 0; i < OBJECTS; i++) {
      assertThat(deaths.get(i)).isEqualTo(slots[i]);
    }
  }

  @Test
  void survivors_should_stand_in_the_order_in_which_they_were_scanned() {
    // OBJECTS - 1 -> .. -> 1 -> 0, of which the last one is pinned: all are moved, and come back
    fill();
    for (int i = 1; i < OBJECTS; i++) {
      store(i, 0, i - 1);
      unpin(i - 1);
    }

    assertThat(heap.collect(2)).isZero();

    int[] members = heap.ledger.detector().members(2, heap.c);
    assertThat(members).hasSize(OBJECTS);
    for (int i = 0; i < OBJECTS; i++) {
      assertThat(members[i]).isEqualTo(slots[OBJECTS - 1 - i]);
    }
    unpin(OBJECTS - 1);
    assertThat(deaths).hasSize(OBJECTS);
  }

  @Test
  void what_is_found_should_be_what_a_search_does_not_reach() {
    var random = new SplittableRandom(42);
    fill();
    int[][] referents = new int[OBJECTS][REFERENCES];
    for (int i = 0; i < OBJECTS; i++) {
      for (int n = 0; n < REFERENCES; n++) {
        referents[i][n] = random.nextInt(8) == 0 ? -1 : random.nextInt(OBJECTS);
        if (referents[i][n] >= 0) {
          store(i, n, referents[i][n]);
        }
      }
    }
    int pinned = 200;
    boolean[] reached = reachedFromFirst(pinned, referents);
    for (int i = pinned; i < OBJECTS; i++) {
      unpin(i);
    }

    heap.collect(2);

    for (int i = 0; i < OBJECTS; i++) {
      assertThat(heap.ledger.isLive(slots[i])).as("object %d of seed 42", i).isEqualTo(reached[i]);
    }
    for (int i = 0; i < pinned; i++) {
      unpin(i);
    }
    heap.collect(2);
    assertThat(heap.ledger.totals().live()).isZero();
  }

  private static boolean[] reachedFromFirst(int roots, int[][] referents) {
    boolean[] reached = new boolean[referents.length];
    var queue = new ArrayList<Integer>();
    for (int i = 0; i < roots; i++) {
      reached[i] = true;
      queue.add(i);
    }
    for (int head = 0; head < queue.size(); head++) {
      for (int referent : referents[queue.get(head)]) {
        if (referent >= 0 && !reached[referent]) {
          reached[referent] = true;
          queue.add(referent);
        }
      }
    }
    return reached;
  }
}
