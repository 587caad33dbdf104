package io.refledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MallocStatsTest {
  @Test
  void layout_should_be_that_of_debugmallocstats() {
    PoolStats stats =
        new PoolStats(
            "cpython-3.13",
            1048576,
            16384,
            3,
            1,
            2,
            2,
            127,
            4800,
            11536,
            48,
            0,
            List.of(new PoolStats.SizeClass(2, 48, 1, 100, 240)));

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
            # bytes in available blocks        =               11,536
            127 unused pools * 16384 bytes     =            2,080,768
            # bytes lost to pool headers       =                   48
            # bytes lost to quantization       =                    0
            # bytes lost to arena alignment    =                    0
            Total                              =            2,097,152
            """);
  }
}
