package io.refledger.rt.cpython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.refledger.api.Checkpoint;
import io.refledger.api.Growth;
import io.refledger.api.Growth.ClassGrowth;
import io.refledger.api.Pools;
import io.refledger.api.Refs;
import io.refledger.api.Site;
import io.refledger.api.Tracked;
import io.refledger.rt.Heap;
import io.refledger.rt.Hooks;
import io.refledger.rt.Installation;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.WovenHeap;
import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * test_tracemalloc.
 *
 * <pre>
 * test_get_object_traceback:
 *     FaceTest.handle_should_tell_of_its_object
 * test_new_reference:
 *     site_and_clock_should_be_renewed_when_a_slot_is_used_again
 *     handle_of_a_dead_object_should_not_show_the_site_of_the_next_one_in_its_slot
 * test_set_traceback_limit, test_get_traces_intern_traceback:
 *     not portable: a site is one place and the application's call that led there, always
 * test_get_traces, test_create_snapshot, test_snapshot:
 *     checkpoint_should_count_what_lives
 * test_get_traced_memory:
 *     live_bytes_and_pool_bytes_should_move_by_the_size_of_an_object
 * test_clear_traces:
 *     books_should_be_empty_when_all_objects_have_died
 * test_reset_peak:
 *     not portable: the high water of the arenas is never taken back, as in sys._debugmallocstats
 * test_is_tracing, test_snapshot_save_attr, test_get_tracemalloc_memory:
 *     not portable: the ledger cannot be stopped and keeps no snapshot in a file
 * test_fork, TestCommandLine, TestCAPI:
 *     not portable: processes, options and C calls of Python
 * test_no_incomplete_frames:
 *     not portable: sites are numbered when a class is woven, no stack is walked
 * TestSnapshot.test_snapshot_group_by_line, TestSnapshot.test_slices (compare_to):
 *     growth_should_list_classes_by_bytes_then_name_and_objects_by_slot
 *     growth_should_see_the_survivor_that_has_the_slot_of_a_dead_object
 *     growth_back_in_time_should_be_refused
 * TestSnapshot.test_snapshot_group_by_file, _by_traceback, _by_cumulative, test_*_format:
 *     not portable: growth has one grouping, by class; reports have their own tests
 * TestSnapshot.test_filter_traces*, TestFilters:
 *     not portable: growth takes no filters
 * (test_sys.test_debugmallocstats, test_getallocatedblocks):
 *     FaceTest.pools_should_show_the_block_of_an_object
 * </pre>
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AllocationTest {
  private static final LedgerConfig SMALL =
      LedgerConfig.defaults().withMaxBytes(8 << 20).withCollector(false);

  /** More than the distance after which slots are used again. */
  private static final int MANY = 3 * LedgerConfig.defaults().reuseDistance();

  private static final int TYPE = Heap.TYPE;

  private final WovenHeap woven = new WovenHeap();

  @BeforeAll
  static void connect() {
    WovenHeap.connect();
  }

  @Test
  void site_and_clock_should_be_renewed_when_a_slot_is_used_again() {
    try (var heap = Heap.of(SMALL.withReuseDistance(0))) {
      var births = heap.ledger.births();
      int first = heap.ledger.birth(heap.c, TYPE, births.intern(TYPE, 21), 0, 0, 16);
      int clock = heap.ledger.birthClock(first);
      heap.ledger.unpin(first, heap.c, 1);

      int second = heap.ledger.birth(heap.c, TYPE, births.intern(TYPE, 22), 0, 0, 16);

      assertThat(second).isEqualTo(first);
      assertThat(births.allocationContext(heap.ledger.birthId(second))).isEqualTo(22);
      assertThat(heap.ledger.birthClock(second)).isEqualTo(clock + 1);
      heap.ledger.unpin(second, heap.c, 1);
    }
  }

  /** Births and deaths until the slot of {@code dead} is another object's, which stays. */
  private byte[] reuse(Tracked dead, int site) {
    int slot = (int) dead.serial();
    for (int i = 0; i < MANY; i++) {
      byte[] next = new byte[8];
      Hooks.newArray(next, woven.c, site);
      if ((int) Refs.tracked(next).orElseThrow().serial() == slot) return next;
      woven.drop(next);
    }
    throw new AssertionError("slot not used again: slot=" + slot + " births=" + MANY);
  }

  @Test
  void handle_of_a_dead_object_should_not_show_the_site_of_the_next_one_in_its_slot() {
    int otherSite = Installation.SITES.site(WovenHeap.METHOD, 77);
    long[] object = woven.array(new long[3]);
    Tracked handle = Refs.tracked(object).orElseThrow();
    assertThat(handle.allocatedAt().map(Site::line)).contains(1);
    woven.drop(object);

    byte[] next = reuse(handle, otherSite);

    assertThat(Refs.tracked(next).orElseThrow().allocatedAt().map(Site::line)).contains(77);
    assertThat(handle.isAlive()).isFalse();
    assertThat(handle.className()).isEqualTo("[J");
    assertThat(handle.allocatedAt()).isEmpty();
    woven.drop(next);
  }

  @Test
  void live_bytes_and_pool_bytes_should_move_by_the_size_of_an_object() {
    try (var heap = Heap.of(SMALL)) {
      int birthId = heap.ledger.births().intern(TYPE, 1);
      // size, and the block that the pools give for it; 0: it goes to malloc
      int[][] sizes = {{24, 32}, {512, 512}, {513, 0}, {16, 16}};
      long live = 0;
      long inUse = 0;
      List<Integer> slots = new ArrayList<>();
      for (int[] size : sizes) {
        slots.add(heap.ledger.birth(heap.c, TYPE, birthId, 0, CountWord.LEAF, size[0]));
        live += size[0];
        inUse += size[1];
        assertThat(heap.ledger.totals().liveBytes()).isEqualTo(live);
        assertThat(heap.ledger.pool().statistics().bytesInUse()).isEqualTo(inUse);
      }
      for (int i = 0; i < sizes.length; i++) {
        heap.ledger.unpin(slots.get(i), heap.c, 1);
        live -= sizes[i][0];
        inUse -= sizes[i][1];
        assertThat(heap.ledger.totals().liveBytes()).isEqualTo(live);
        assertThat(heap.ledger.pool().statistics().bytesInUse()).isEqualTo(inUse);
      }
    }
  }

  @Test
  void books_should_be_empty_when_all_objects_have_died() {
    try (var heap = Heap.of("root -> a", "a -> b", "b -> a", "root -> c")) {
      assertThat(heap.ledger.totals().live()).isEqualTo(3);
      assertThat(heap.ledger.totals().liveBytes()).isEqualTo(96);

      heap.drop("root");
      heap.collect(2);

      assertThat(heap.ledger.totals().live()).isZero();
      assertThat(heap.ledger.totals().liveBytes()).isZero();
      assertThat(heap.ledger.pool().statistics().bytesInUse()).isZero();
    }
  }

  @Test
  void checkpoint_should_count_what_lives() {
    int before = Checkpoint.take().liveObjects();
    long bytes = Pools.stats().bytesInUse();
    int[] a = woven.array(new int[2]);
    int[] b = woven.array(new int[2]);

    assertThat(Checkpoint.take().liveObjects()).isEqualTo(before + 2);
    woven.drop(a);
    assertThat(Checkpoint.take().liveObjects()).isEqualTo(before + 1);
    woven.drop(b);
    assertThat(Checkpoint.take().liveObjects()).isEqualTo(before);
    assertThat(Pools.stats().bytesInUse()).isEqualTo(bytes);
  }

  @Test
  void growth_should_list_classes_by_bytes_then_name_and_objects_by_slot() {
    Checkpoint before = Checkpoint.take();
    Object[] survivors = {
      woven.array(new int[4]),
      woven.array(new float[4]),
      woven.array(new byte[1000]),
      woven.array(new long[100]),
      woven.array(new long[100])
    };
    woven.drop(woven.array(new char[5000]));

    Growth growth = Checkpoint.take().since(before);

    assertThat(growth.classes())
        .containsExactly(
            new ClassGrowth("[J", 2, 1632),
            new ClassGrowth("[B", 1, 1016),
            new ClassGrowth("[F", 1, 32),
            new ClassGrowth("[I", 1, 32));
    assertThat(growth.objects())
        .hasSize(5)
        .isSortedAccordingTo((a, b) -> Integer.compare((int) a.serial(), (int) b.serial()));
    woven.drop(survivors);
    assertThat(Checkpoint.take().since(before).isEmpty()).isTrue();
  }

  @Test
  void growth_should_see_the_survivor_that_has_the_slot_of_a_dead_object() {
    long[] object = woven.array(new long[3]);
    Tracked handle = Refs.tracked(object).orElseThrow();
    Checkpoint before = Checkpoint.take();
    woven.drop(object);
    byte[] next = reuse(handle, WovenHeap.SITE);

    Growth growth = Checkpoint.take().since(before);

    assertThat(growth.objects()).containsExactly(Refs.tracked(next).orElseThrow());
    woven.drop(next);
  }

  @Test
  void growth_back_in_time_should_be_refused() {
    Checkpoint earlier = Checkpoint.take();
    int[] a = woven.array(new int[2]);
    Checkpoint later = Checkpoint.take();

    assertThatThrownBy(() -> earlier.since(later)).isInstanceOf(IllegalArgumentException.class);
    assertThat(later.since(earlier).objects()).hasSize(1);
    woven.drop(a);
  }
}
