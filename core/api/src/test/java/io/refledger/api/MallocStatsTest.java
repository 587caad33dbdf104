package io.refledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MallocStatsTest {
  @Test
  void layout_should_be_that_of_3_13() {
    PoolStats stats =
        stats("cpython-3.13", new int[] {1048576, 16384, 3, 1, 2, 2, 127}, 4800, 11520, 48, 16);

    assertThat(MallocStats.print(stats))
        .isEqualTo(
            """
            Small block threshold = 512, in 32 size classes.

            class   size   num pools   blocks in use  avail blocks
            -----   ----   ---------   -------------  ------------
                2     48           1             100           240

            # arenas allocated total           =                    3
            # arenas reclaimed                 =                    1
            # arenas highwater mark            =                    2
            # arenas allocated current         =                    2
            2 arenas * 1048576 bytes/arena     =            2,097,152

            # bytes in allocated blocks        =                4,800
            # bytes in available blocks        =               11,520
            127 unused pools * 16384 bytes     =            2,080,768
            # bytes lost to pool headers       =                   48
            # bytes lost to quantization       =                   16
            # bytes lost to arena alignment    =                    0
            Total                              =            2,097,152

            arena map counts
            # arena map mid nodes              =                    1
            # arena map bot nodes              =                    1

            # bytes lost to arena map root     =              262,144
            # bytes lost to arena map mid      =              262,144
            # bytes lost to arena map bot      =              131,072
            Total                              =              655,360
            """);
  }

  @Test
  void layout_should_be_that_of_3_9_which_has_no_arena_map() {
    PoolStats stats =
        stats("cpython-3.9", new int[] {262144, 4096, 1000, 999, 7, 1, 63}, 3984, 48, 48, 16);

    assertThat(MallocStats.print(stats))
        .isEqualTo(
            """
            Small block threshold = 512, in 32 size classes.

            class   size   num pools   blocks in use  avail blocks
            -----   ----   ---------   -------------  ------------
                2     48           1              83             1

            # arenas allocated total           =                1,000
            # arenas reclaimed                 =                  999
            # arenas highwater mark            =                    7
            # arenas allocated current         =                    1
            1 arenas * 262144 bytes/arena      =              262,144

            # bytes in allocated blocks        =                3,984
            # bytes in available blocks        =                   48
            63 unused pools * 4096 bytes       =              258,048
            # bytes lost to pool headers       =                   48
            # bytes lost to quantization       =                   16
            # bytes lost to arena alignment    =                    0
            Total                              =              262,144
            """);
  }

  @Test
  void layout_should_stand_before_the_first_request() {
    PoolStats stats = stats("cpython-3.13", new int[] {1048576, 16384, 0, 0, 0, 0, 0}, 0, 0, 0, 0);

    assertThat(MallocStats.print(stats))
        .isEqualTo(
            """
            Small block threshold = 512, in 32 size classes.

            class   size   num pools   blocks in use  avail blocks
            -----   ----   ---------   -------------  ------------

            # arenas allocated total           =                    0
            # arenas reclaimed                 =                    0
            # arenas highwater mark            =                    0
            # arenas allocated current         =                    0
            0 arenas * 1048576 bytes/arena     =                    0

            # bytes in allocated blocks        =                    0
            # bytes in available blocks        =                    0
            0 unused pools * 16384 bytes       =                    0
            # bytes lost to pool headers       =                    0
            # bytes lost to quantization       =                    0
            # bytes lost to arena alignment    =                    0
            Total                              =                    0

            arena map counts
            # arena map mid nodes              =                    0
            # arena map bot nodes              =                    0

            # bytes lost to arena map root     =              262,144
            # bytes lost to arena map mid      =                    0
            # bytes lost to arena map bot      =                    0
            Total                              =              262,144
            """);
  }

  @Test
  void arena_map_should_get_another_bottom_node_every_16_gib() {
    PoolStats stats =
        stats("cpython-3.13", new int[] {1048576, 16384, 16385, 0, 16385, 16385, 0}, 0, 0, 0, 0);

    assertThat(MallocStats.print(stats))
        .contains("# arena map bot nodes              =                    2\n")
        .contains("# bytes lost to arena map bot      =              262,144\n")
        .contains("16385 arenas * 1048576 bytes/arena =       17,180,917,760\n");
  }

  /** The integers of the record, in its order; one row if there is a block in use. */
  private static PoolStats stats(String config, int[] n, long... bytes) {
    int blocks = (int) (bytes[0] / 48);
    int free = (int) (bytes[1] / 48);
    return new PoolStats(
        config,
        n[0],
        n[1],
        n[2],
        n[3],
        n[4],
        n[5],
        n[6],
        bytes[0],
        bytes[1],
        bytes[2],
        bytes[3],
        blocks == 0 ? List.of() : List.of(new PoolStats.SizeClass(2, 48, 1, blocks, free)),
        n[5],
        List.of(0, n[5], 0, 0, 0),
        new PoolStats.SystemBlocks(0, 0, 0, 0),
        new PoolStats.Heap(0, 0, 0),
        new PoolStats.ObjectLayout(12, 8, 4));
  }
}
