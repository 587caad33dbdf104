package io.refledger.rt.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolSimulatorTest {

  private PoolSimulator simulator = PoolSimulator.create("cpython-3.13");

  @AfterEach
  void validate() {
    simulator.validate();
  }

  @Test
  void first_block_should_lie_behind_the_header_of_the_first_pool() {
    int address = simulator.allocate(1);

    assertThat(address).isEqualTo(3);
    assertThat(simulator.arenaOf(address)).isZero();
    assertThat(simulator.poolInArenaOf(address)).isZero();
    assertThat(simulator.offsetInPoolOf(address)).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "16,0", "17,1", "32,1", "33,2", "496,30", "497,31", "512,31"})
  void request_should_go_to_the_class_that_rounds_it_up_to_16(int request, int sizeClass) {
    simulator.allocate(request);

    assertThat(simulator.statistics().blocksInUse(sizeClass)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 513, Integer.MAX_VALUE})
  void request_of_0_or_over_512_should_go_to_the_system(int request) {
    assertThat(simulator.allocate(request)).isEqualTo(PoolSimulator.SYSTEM);

    assertThat(simulator.statistics().systemRequests()).isEqualTo(1);
    assertThat(simulator.statistics().systemRequestedBytes()).isEqualTo(request);
    assertThat(simulator.statistics().arenasAllocated()).isZero();
  }

  @Test
  void change_that_the_end_of_a_stack_cut_short_should_stop_nobody() {
    PoolSimulator torn = PoolSimulator.create("cpython-3.13");
    for (int i = 0; i < 200; i++) {
      int frames = i;
      assertThatThrownBy(() -> dive(torn, frames, Integer.MAX_VALUE))
          .isInstanceOf(StackOverflowError.class);
    }

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (int size = 0; size < 1000; size++) torn.free(torn.allocate(size), size);
        });
  }

  /** Allocates where there may be no room for it; {@code size} varies what is on the stack. */
  private static void dive(PoolSimulator torn, int size, int depth) {
    try {
      if (depth > 0) dive(torn, size, depth - 1);
    } finally {
      torn.free(torn.allocate(size), size);
    }
  }

  @Test
  void block_of_the_system_should_be_in_use_until_it_is_freed() {
    simulator.allocate(513);
    simulator.allocate(1000);
    simulator.allocate(0);

    simulator.free(PoolSimulator.SYSTEM, 1000);

    var statistics = simulator.statistics();
    assertThat(statistics.systemRequests()).isEqualTo(3);
    assertThat(statistics.systemRequestedBytes()).isEqualTo(1513);
    assertThat(statistics.systemInUse()).isEqualTo(2);
    assertThat(statistics.systemBytesInUse()).isEqualTo(513);
  }

  @Test
  void freed_block_should_be_the_next_one_handed_out() {
    simulator.allocate(64);
    int second = simulator.allocate(64);
    simulator.allocate(64);

    simulator.free(second, 64);

    assertThat(simulator.allocate(64)).isEqualTo(second);
  }

  @Test
  void full_pool_should_come_first_again_once_a_block_is_freed() {
    List<Integer> first = allocate(31, 512);
    simulator.allocate(512);

    simulator.free(first.get(7), 512);

    assertThat(simulator.allocate(512)).isEqualTo(first.get(7));
    assertThat(simulator.statistics().pools(31)).isEqualTo(2);
  }

  @Test
  void empty_pool_should_keep_its_free_blocks_when_the_same_class_takes_it_again() {
    int first = simulator.allocate(512);
    int second = simulator.allocate(512);
    simulator.free(first, 512);
    simulator.free(second, 512);

    assertThat(simulator.allocate(512)).isEqualTo(second);
  }

  @Test
  void empty_pool_should_start_anew_when_another_class_takes_it() {
    int first = simulator.allocate(512);
    int second = simulator.allocate(512);
    simulator.free(first, 512);
    simulator.free(second, 512);

    assertThat(simulator.allocate(16)).isEqualTo(first);
    assertThat(simulator.statistics().freeBlocks(0)).isEqualTo(1020);
  }

  @Test
  void arena_should_be_asked_for_when_64_pools_are_in_use() {
    allocate(64 * 31, 512);
    assertThat(simulator.statistics().arenasCurrent()).isEqualTo(1);

    int next = simulator.allocate(512);

    assertThat(simulator.arenaOf(next)).isEqualTo(1);
    assertThat(simulator.statistics().arenasCurrent()).isEqualTo(2);
    assertThat(simulator.statistics().unusedPools()).isEqualTo(63);
  }

  @Test
  void wholly_free_arena_should_stay_when_it_is_the_last_usable_one() {
    freeAll(allocate(64 * 31, 512), 512);

    assertThat(simulator.statistics().arenasReclaimed()).isZero();
    assertThat(simulator.statistics().unusedPools()).isEqualTo(64);
  }

  @Test
  void wholly_free_arena_should_go_back_when_a_usable_one_stands_behind_it() {
    List<Integer> first = allocate(64 * 31, 512);
    simulator.allocate(512);

    freeAll(first, 512);

    assertThat(simulator.statistics().arenasReclaimed()).isEqualTo(1);
    assertThat(simulator.statistics().arenasCurrent()).isEqualTo(1);
    assertThat(simulator.statistics().arenasHighwater()).isEqualTo(2);
  }

  @Test
  void last_arena_should_go_back_before_3_9() {
    simulator = PoolSimulator.create("cpython-3.8");

    simulator.free(simulator.allocate(512), 512);

    assertThat(simulator.statistics().arenasReclaimed()).isEqualTo(1);
    assertThat(simulator.statistics().arenasCurrent()).isZero();
    assertThat(simulator.arenaOf(simulator.allocate(512))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"cpython-3.13,1048576,16384", "cpython-3.9,262144,4096", "cpython-3.8,262144,4096"})
  void config_should_set_the_sizes_of_arena_and_pool(String config, int arena, int pool) {
    var statistics = PoolSimulator.create(config).statistics();

    assertThat(statistics.arenaBytes()).isEqualTo(arena);
    assertThat(statistics.poolBytes()).isEqualTo(pool);
  }

  @Test
  void unknown_config_should_be_refused_with_what_is_allowed() {
    assertThatThrownBy(() -> PoolSimulator.create("jemalloc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pool must be cpython-3.13, cpython-3.9 or cpython-3.8: pool=jemalloc");
  }

  @Test
  void block_should_stay_when_the_new_size_uses_more_than_three_quarters_of_it() {
    int address = simulator.allocate(64);

    assertThat(simulator.reallocate(address, 64, 49)).isEqualTo(address);
    assertThat(simulator.reallocate(address, 49, 48)).isNotEqualTo(address);
    assertThat(simulator.statistics().blocksInUse(3)).isZero();
    assertThat(simulator.statistics().blocksInUse(2)).isEqualTo(1);
  }

  @Test
  void block_should_move_to_the_system_when_it_outgrows_512_and_stay_there() {
    int address = simulator.allocate(512);

    int moved = simulator.reallocate(address, 512, 513);

    assertThat(moved).isEqualTo(PoolSimulator.SYSTEM);
    assertThat(simulator.reallocate(moved, 513, 16)).isEqualTo(PoolSimulator.SYSTEM);
    assertThat(simulator.statistics().bytesInUse()).isZero();
    assertThat(simulator.statistics().systemInUse()).isEqualTo(1);
    assertThat(simulator.statistics().systemBytesInUse()).isEqualTo(16);
  }

  @Test
  void statistics_should_account_for_every_byte_of_the_arenas() {
    simulator.allocate(48);
    simulator.allocate(368);

    var statistics = simulator.statistics();

    assertThat(statistics.bytesInUse()).isEqualTo(416);
    assertThat(statistics.bytesAvailable()).isEqualTo(339 * 48 + 43 * 368);
    assertThat(statistics.headerBytes()).isEqualTo(96);
    assertThat(statistics.quantizationBytes()).isEqualTo(16 + 144);
    assertThat(
            statistics.bytesInUse()
                + statistics.bytesAvailable()
                + statistics.headerBytes()
                + statistics.quantizationBytes()
                + (long) statistics.unusedPools() * statistics.poolBytes())
        .isEqualTo(statistics.arenaBytes());
  }

  @Test
  void needed_arenas_should_be_those_that_the_blocks_moved_together_would_fill() {
    List<Integer> first = allocate(3 * 64 * 31, 512);
    allocate(1, 16);

    for (int i = 0; i < first.size(); i++) {
      if (i % 2 == 0) {
        simulator.free(first.get(i), 512);
      }
    }

    var statistics = simulator.statistics();
    assertThat(statistics.arenasCurrent()).isEqualTo(4);
    // 2976 blocks of 512 bytes fill 96 pools, the block of 16 bytes begins another: 97 of 128.
    assertThat(statistics.arenasNeeded()).isEqualTo(2);
    assertThat(statistics.bytesHeld()).isEqualTo(4 << 20);
  }

  @Test
  void arenas_should_be_sorted_by_the_quarters_of_their_pools_in_use() {
    List<Integer> blocks = allocate(5 * 64 * 31, 512);

    freeAll(blocks.subList(0, 31 * 63), 512);
    freeAll(blocks.subList(31 * 64, 31 * (64 + 48)), 512);
    freeAll(blocks.subList(31 * 128, 31 * (128 + 47)), 512);

    assertThat(simulator.statistics().arenasByOccupancy()).containsExactly(0, 2, 1, 0, 2);
    freeAll(blocks.subList(31 * 63, 31 * 64), 512);
    assertThat(simulator.statistics().arenasByOccupancy()).containsExactly(1, 1, 1, 0, 2);
  }

  @Test
  void visitor_should_see_arenas_by_birth_and_their_pools_in_use() {
    allocate(64 * 31, 512);
    simulator.allocate(16);
    List<String> seen = new ArrayList<>();

    simulator.accept(
        new PoolVisitor() {
          @Override
          public void arena(int arena, int freePools) {
            seen.add("arena " + arena + " free " + freePools);
          }

          @Override
          public void pool(int arena, int pool, int sizeClass, int blocksInUse) {
            if (arena == 1 || pool == 0) {
              seen.add("pool " + pool + " class " + sizeClass + " in use " + blocksInUse);
            }
          }
        });

    assertThat(seen)
        .containsExactly(
            "arena 0 free 0",
            "pool 0 class 31 in use 31",
            "arena 1 free 63",
            "pool 0 class 0 in use 1");
  }

  @Test
  void no_block_should_be_handed_out_twice_to_two_threads() throws InterruptedException {
    List<List<Integer>> addresses = List.of(new ArrayList<>(), new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int seed = i;
      var thread = new Thread(() -> churn(addresses.get(seed), seed));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join(30_000);
    }

    Set<Integer> all = new HashSet<>();
    addresses.forEach(all::addAll);
    assertThat(all)
        .hasSizeGreaterThan(20_000)
        .hasSize(addresses.get(0).size() + addresses.get(1).size());
    assertThat(simulator.statistics().bytesInUse()).isEqualTo(all.size() * 48L);
  }

  private void churn(List<Integer> mine, int seed) {
    var random = new Random(seed);
    for (int step = 0; step < 50_000; step++) {
      if (mine.isEmpty() || random.nextInt(3) > 0) {
        mine.add(simulator.allocate(48));
      } else {
        simulator.free(swapOut(mine, random.nextInt(mine.size())), 48);
      }
    }
  }

  private static int swapOut(List<Integer> live, int index) {
    int last = live.remove(live.size() - 1);
    return index == live.size() ? last : live.set(index, last);
  }

  private List<Integer> allocate(int count, int requestBytes) {
    List<Integer> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(simulator.allocate(requestBytes));
    }
    return addresses;
  }

  private void freeAll(List<Integer> addresses, int requestBytes) {
    addresses.forEach(address -> simulator.free(address, requestBytes));
  }
}
