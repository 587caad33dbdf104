package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object is the only one of its type, and every store has a context of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WayBackSearchTest {
  private static final int FIRST_TYPE = 100;
  private static final int FIRST_STORE = 1000;
  private static final int CELLS = 4;
  private static final int DROPPED = 41;
  private static final int FAR = 1 << 20;

  private final Heap heap =
      Heap.of(LedgerConfig.defaults().withCollector(false).withMaxBytes(64 << 20));
  private final List<Integer> slots = new ArrayList<>();

  @AfterEach
  void validate() {
    heap.close();
  }

  @Test
  void cycle_should_begin_with_the_closing_edge_and_come_back_the_shortest_way() {
    // 0 -> 1 -> 2 -> 3 -> 0, 0 -> 4 -> 3, 1 -> 5
    objects(6);
    link(0, 0, 1);
    link(1, 0, 2);
    link(2, 0, 3);
    link(0, 1, 4);
    link(4, 0, 3);
    link(1, 1, 5);
    link(3, 0, 0);
    dropAll();

    assertThat(cycles()).containsExactly("4[0] 3[0] 0[1]");
  }

  @Test
  void of_two_ways_as_short_the_one_of_the_first_cells_should_be_told() {
    // 3 -> 0, 0 -> 2 -> 3, 0 -> 1 -> 3
    objects(4);
    link(3, 0, 0);
    link(0, 1, 2);
    link(0, 3, 1);
    link(1, 0, 3);
    link(2, 1, 3);
    link(2, 2, 3);
    dropAll();

    assertThat(cycles()).containsExactly("3[0] 0[1] 2[1]");
  }

  @Test
  void object_that_refers_to_itself_should_be_a_cycle_of_one_reference() {
    // 0 -> 0, 0 -> 1
    objects(2);
    link(0, 2, 0);
    link(0, 3, 1);
    dropAll();

    assertThat(cycles()).containsExactly("0[2]");
  }

  @Test
  void first_cycle_of_a_kind_should_stand_for_all() {
    // 0 <-> 1, and later 0 -> 1 -> 2 -> 0 of other objects; 0 is the youngest of both
    int[] pair = {object(FIRST_TYPE + 1), object(FIRST_TYPE)};
    store(pair[1], FIRST_STORE, pair[0]);
    store(pair[0], FIRST_STORE + CELLS, pair[1]);
    drop(pair);
    heap.collect(2);
    int[] ring = {object(FIRST_TYPE + 1), object(FIRST_TYPE + 2), object(FIRST_TYPE)};
    store(ring[2], FIRST_STORE, ring[0]);
    store(ring[0], FIRST_STORE + CELLS, ring[1]);
    store(ring[1], FIRST_STORE + 2 * CELLS, ring[2]);
    drop(ring);

    assertThat(cycles()).containsExactly("0[0] 1[0]");
  }

  @Test
  void ring_of_64_should_be_told_and_one_of_65_should_not() {
    objects(64 + 65);
    ring(0, 64);
    ring(64, 64 + 65);
    dropAll();

    List<String> cycles = cycles();

    assertThat(cycles).hasSize(2).contains("untold");
    assertThat(cycles.stream().filter(cycle -> !cycle.equals("untold")))
        .singleElement()
        .satisfies(
            cycle -> assertThat(cycle.split(" ")).hasSize(64).startsWith("63[0]", "0[0]", "1[0]"));
  }

  @Test
  void element_beyond_the_cells_of_one_search_should_not_be_told() {
    // array -> element -> array, twice
    int cells = WayBackSearch.MOST_CELLS;
    for (int element : new int[] {cells - 1, cells}) {
      int array = array(cells + 1);
      int youngest = object(FIRST_TYPE);
      heap.ledger.store(array, element, youngest, heap.c, FAR + element);
      store(youngest, FIRST_STORE + element, array);
      drop(array, youngest);
    }

    heap.collect(2);

    var told = new Told();
    heap.ledger.accept(told);
    assertThat(told.storeContexts)
        .containsExactlyInAnyOrder(new int[] {FIRST_STORE + cells - 1, FAR + cells - 1}, null);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void told_cycles_should_exist_edge_by_edge_with_no_shorter_way_back(long seed) {
    var random = new Random(seed);
    int size = 60;
    objects(size);
    int[][] distances = new int[size][size];
    for (int[] row : distances) {
      Arrays.fill(row, FAR);
    }
    for (int from = 0; from < size; from++) {
      distances[from][from] = 0;
      for (int index = random.nextInt(2); index < CELLS; index += 2) {
        int to = random.nextInt(size);
        link(from, index, to);
        distances[from][to] = Math.min(distances[from][to], 1);
      }
    }
    int[] drawn = referents();
    shorten(distances);
    dropAll();

    List<String> cycles = cycles();

    assertThat(cycles).as("seed %d", seed).isNotEmpty();
    for (String cycle : cycles) {
      int[] cells = Arrays.stream(cycle.split(" ")).mapToInt(WayBackSearchTest::cell).toArray();
      for (int n = 0; n < cells.length; n++) {
        int next = cells[(n + 1) % cells.length] / CELLS;
        assertThat(drawn[cells[n]]).as("seed %d: step %d of %s", seed, n, cycle).isEqualTo(next);
      }
      assertThat(cells.length - 1)
          .as("seed %d: way back of %s", seed, cycle)
          .isEqualTo(distances[drawn[cells[0]]][cells[0] / CELLS]);
    }
  }

  private static void shorten(int[][] distances) {
    for (int via = 0; via < distances.length; via++) {
      for (int[] row : distances) {
        for (int to = 0; to < row.length; to++) {
          row[to] = Math.min(row[to], row[via] + distances[via][to]);
        }
      }
    }
  }

  /** By cell: the number of the object in it, -1 for none. */
  private int[] referents() {
    int[] referents = new int[CELLS * slots.size()];
    for (int cell = 0; cell < referents.length; cell++) {
      referents[cell] = slots.indexOf(heap.ledger.referent(slots.get(cell / CELLS), cell % CELLS));
    }
    return referents;
  }

  private static int cell(String reference) {
    int bracket = reference.indexOf('[');
    int referrer = Integer.parseInt(reference.substring(0, bracket));
    return CELLS * referrer + reference.charAt(bracket + 1) - '0';
  }

  private void objects(int count) {
    for (int n = 0; n < count; n++) {
      slots.add(object(FIRST_TYPE + n));
    }
  }

  private int object(int type) {
    int birthId = heap.ledger.births().intern(type, Heap.BORN);
    return heap.ledger.birth(heap.c, type, birthId, CELLS, 0, 32);
  }

  private int array(int length) {
    int birthId = heap.ledger.births().intern(Heap.TYPE, Heap.BORN);
    return heap.ledger.birth(heap.c, Heap.TYPE, birthId, length, 0, 16 + 4 * length);
  }

  private void link(int from, int index, int to) {
    int context = FIRST_STORE + CELLS * from + index;
    heap.ledger.store(slots.get(from), index, slots.get(to), heap.c, context);
  }

  private void store(int referrer, int context, int referent) {
    heap.ledger.store(referrer, 0, referent, heap.c, context);
  }

  /** Objects {@code from} to before {@code to}, each referring to the next one. */
  private void ring(int from, int to) {
    for (int n = from; n < to; n++) {
      link(n, 0, n + 1 == to ? from : n + 1);
    }
  }

  private void dropAll() {
    drop(slots.stream().mapToInt(slot -> slot).toArray());
  }

  private void drop(int... dropped) {
    for (int slot : dropped) {
      heap.ledger.unpin(slot, heap.c, DROPPED);
    }
  }

  /** The cycles found by a collection as {@code referrer[cell]}, or "untold". */
  private List<String> cycles() {
    heap.collect(2);
    var told = new Told();
    heap.ledger.accept(told);
    var cycles = new ArrayList<String>();
    for (int n = 0; n < told.storeContexts.size(); n++) {
      int[] contexts = told.storeContexts.get(n);
      var references = new ArrayList<String>();
      for (int i = 0; contexts != null && i < contexts.length; i++) {
        int cell = contexts[i] - FIRST_STORE;
        assertThat(told.referrerTypes.get(n)[i]).isEqualTo(FIRST_TYPE + cell / CELLS);
        references.add(cell / CELLS + "[" + cell % CELLS + "]");
      }
      cycles.add(contexts == null ? "untold" : String.join(" ", references));
    }
    return cycles;
  }

  /** What a visitor is told of cycles: by cycle its references, null if it is untold. */
  private static final class Told implements SnapshotVisitor {
    private final List<int[]> referrerTypes = new ArrayList<>();
    private final List<int[]> storeContexts = new ArrayList<>();

    @Override
    public void cycle(
        int typeId,
        int allocationContext,
        int dropContext,
        long count,
        int closingReferrerType,
        String closingReference,
        int closingReferentType,
        int closingStoreContext) {
      referrerTypes.add(null);
      storeContexts.add(null);
    }

    @Override
    public void cycleReferences(int[] types, String[] references, int[] contexts) {
      referrerTypes.set(referrerTypes.size() - 1, types);
      storeContexts.set(storeContexts.size() - 1, contexts);
    }
  }
}
