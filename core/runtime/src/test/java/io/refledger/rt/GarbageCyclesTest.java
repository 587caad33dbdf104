package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GarbageCyclesTest {
  private static final int PAIR = 8;
  private static final int STRING = 9;
  private static final int PARENT = 10;
  private static final int NODE = 13;
  private static final int STORED_NAME = 31;
  private static final int STORED_OTHER = 32;
  private static final int STORED_CHILD = 33;
  private static final int STORED_NEXT = 34;
  private static final int STORED_PREVIOUS = 35;
  private static final int DROPPED = 41;

  private final Heap heap = Heap.of();

  @AfterEach
  void validate() {
    heap.close();
  }

  @Test
  void cycle_should_not_be_explained_by_an_edge_to_an_older_leaf() {
    // a.n -> "x", b.n -> "y", a.o <-> b.o
    for (int i = 0; i < 100; i++) {
      drop(pair());
    }

    collect(400);

    assertThat(cycles()).containsExactly("100 of type 8 closed by 8 stored at 32 dropped at 41");
  }

  @Test
  void cycles_below_one_parent_should_be_told_apart() {
    // parent -> parent, parent -> a, parent -> d, a <-> b, c <-> d
    int[] first = pair();
    int[] second = pair();
    int parent = object(PARENT, 3);
    store(parent, 0, first[0], STORED_CHILD);
    store(parent, 1, second[1], STORED_CHILD);
    store(parent, 2, parent, STORED_NEXT);
    drop(first);
    drop(second);
    drop(parent);

    collect(9);

    assertThat(cycles())
        .containsExactlyInAnyOrder(
            "2 of type 8 closed by 8 stored at 32 dropped at 41",
            "1 of type 10 closed by 10 stored at 34 dropped at 41");
  }

  @Test
  void double_links_should_be_one_cycle_closed_by_the_youngest_node() {
    // n0 <-> n1 <-> n2
    int[] nodes = {object(NODE, 3), object(NODE, 3), object(NODE, 3)};
    for (int i = 0; i < 2; i++) {
      store(nodes[i], 1, nodes[i + 1], STORED_NEXT);
      store(nodes[i + 1], 2, nodes[i], STORED_PREVIOUS);
    }
    drop(nodes);

    collect(3);

    assertThat(cycles()).containsExactly("1 of type 13 closed by 13 stored at 35 dropped at 41");
  }

  @Test
  void self_edge_should_be_a_cycle_and_what_hangs_on_it_none() {
    // p -> p, p -> "x"
    int string = object(STRING, 1);
    int self = object(PAIR, 2);
    store(self, 0, string, STORED_NAME);
    store(self, 1, self, STORED_OTHER);
    drop(string, self);

    collect(2);

    assertThat(cycles()).containsExactly("1 of type 8 closed by 8 stored at 32 dropped at 41");
  }

  @Test
  void ring_of_a_hundred_thousand_should_be_one_cycle() {
    int first = object(NODE, 1);
    int last = first;
    for (int i = 1; i < 100_000; i++) {
      int next = object(NODE, 1);
      store(last, 0, next, STORED_NEXT);
      drop(next);
      last = next;
    }
    store(last, 0, first, STORED_PREVIOUS);
    drop(first);

    collect(100_000);

    assertThat(cycles()).containsExactly("1 of type 13 closed by 13 stored at 35 dropped at 41");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void number_of_cycles_should_be_that_of_mutually_reachable_groups(long seed) {
    // Object 0 refers to all and to itself, so that none dies by count.
    var random = new Random(seed);
    int size = 40;
    int[] slots = new int[size];
    BitSet[] reached = new BitSet[size];
    for (int i = 0; i < size; i++) {
      slots[i] = object(NODE, i == 0 ? size : 3);
      reached[i] = new BitSet(size);
    }
    for (int to = 0; to < size; to++) {
      store(slots[0], to, slots[to], STORED_CHILD);
      reached[0].set(to);
    }
    for (int edge = 0; edge < size; edge++) {
      int from = 1 + random.nextInt(size - 1);
      int to = 1 + random.nextInt(size - 1);
      store(slots[from], edge % 3, slots[to], STORED_NEXT);
    }
    for (int from = 1; from < size; from++) {
      for (int index = 0; index < 3; index++) {
        for (int to = 1; to < size; to++) {
          if (heap.ledger.referent(slots[from], index) == slots[to]) {
            reached[from].set(to);
          }
        }
      }
    }
    drop(slots);

    collect(size);

    assertThat(count()).as("seed %d", seed).isEqualTo(groups(reached));
  }

  /** The groups of objects that reach each other and themselves. */
  private static long groups(BitSet[] reached) {
    for (int via = 0; via < reached.length; via++) {
      for (BitSet of : reached) {
        if (of.get(via)) {
          of.or(reached[via]);
        }
      }
    }
    long groups = 0;
    for (int i = 0; i < reached.length; i++) {
      int first = i;
      for (int j = 0; j < i; j++) {
        first = reached[i].get(j) && reached[j].get(i) ? Math.min(first, j) : first;
      }
      groups += reached[i].get(i) && first == i ? 1 : 0;
    }
    return groups;
  }

  /** Two pinned objects that refer to each other, each to a string older than itself. */
  private int[] pair() {
    int[] pair = new int[2];
    for (int i = 0; i < 2; i++) {
      int name = object(STRING, 1);
      pair[i] = object(PAIR, 2);
      store(pair[i], 0, name, STORED_NAME);
      drop(name);
    }
    store(pair[0], 1, pair[1], STORED_OTHER);
    store(pair[1], 1, pair[0], STORED_OTHER);
    return pair;
  }

  private int object(int type, int references) {
    int birthId = heap.ledger.births().intern(type, Heap.BORN);
    return heap.ledger.birth(heap.c, type, birthId, references, 0, 24);
  }

  private void store(int referrer, int index, int referent, int context) {
    heap.ledger.store(referrer, index, referent, heap.c, context);
  }

  private void drop(int... slots) {
    for (int slot : slots) {
      heap.ledger.unpin(slot, heap.c, DROPPED);
    }
  }

  private void collect(int expected) {
    assertThat(heap.collect(2)).isEqualTo(expected);
  }

  private List<String> cycles() {
    var cycles = new ArrayList<String>();
    for (Object[] row : rows()) {
      cycles.add(
          row[3]
              + " of type "
              + row[0]
              + " closed by "
              + row[4]
              + " stored at "
              + row[7]
              + " dropped at "
              + row[2]);
    }
    return cycles;
  }

  private long count() {
    return rows().stream().mapToLong(row -> (long) row[3]).sum();
  }

  /** The arguments of every call of {@link SnapshotVisitor#cycle}. */
  private List<Object[]> rows() {
    var rows = new ArrayList<Object[]>();
    Class<?>[] types = {SnapshotVisitor.class};
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("cycle")) {
            rows.add(arguments);
          }
          return null;
        };
    var loader = SnapshotVisitor.class.getClassLoader();
    heap.ledger.accept((SnapshotVisitor) Proxy.newProxyInstance(loader, types, handler));
    return rows;
  }
}
