package io.refledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolStatsTest {
  @Test
  void fragmentation_should_be_the_share_of_the_arenas_that_no_block_in_use_covers() {
    PoolStats stats = stats(4, 1, 1 << 20);

    assertThat(stats.bytesHeld()).isEqualTo(4 << 20);
    assertThat(stats.bytesNotInUse()).isEqualTo(3 << 20);
    assertThat(stats.fragmentation()).isEqualTo(0.75);
    assertThat(stats.arenasReclaimable()).isEqualTo(3);
  }

  @Test
  void fragmentation_should_be_0_without_arenas() {
    assertThat(stats(0, 0, 0).fragmentation()).isZero();
  }

  @Test
  void heap_may_hold_more_or_less_than_lives_in_the_ledger() {
    assertThat(new PoolStats.Heap(40, 60, 100).beyondLedgerBytes()).isEqualTo(60);
    assertThat(new PoolStats.Heap(100, 0, 40).beyondLedgerBytes()).isEqualTo(-60);
  }

  private static PoolStats stats(int arenas, int needed, long bytesInUse) {
    return new PoolStats(
        "cpython-3.13",
        1 << 20,
        1 << 14,
        arenas,
        0,
        arenas,
        arenas,
        0,
        bytesInUse,
        0,
        0,
        0,
        List.of(),
        needed,
        List.of(0, arenas, 0, 0, 0),
        new PoolStats.SystemBlocks(0, 0, 0, 0),
        new PoolStats.Heap(0, 0, 0),
        new PoolStats.ObjectLayout(12, 8, 4));
  }
}
