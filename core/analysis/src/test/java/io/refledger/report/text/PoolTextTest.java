package io.refledger.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.PoolStats;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolTextTest {
  @Test
  void heap_with_less_than_the_ledger_should_be_explained() {
    var text = new TextLines();

    PoolText.write(text, withoutArenas());

    assertThat(text)
        .hasToString(
            """

            ====================================
            POOLS as cpython-3.9 would hold them
            Dead objects gave back 0 B, each at its death; 3.0 MiB live in the ledger.
            The JVM's heap has 2.0 MiB in use (no collection was caused to read it), 1.0 MiB less:
              the JVM has collected what the ledger still counts as alive.
            Sizes are shallow and this JVM's: headers of 16 B, references of 8 B, rounded up to 16 B; \
            taken once a class, for arrays by length.

            arenas: 0 current, 0 at most, 0 allocated, 0 reclaimed
            blocks: 0 B in use, 0 B available
            left to the system allocator (0 bytes, or over 512): 1 block in use with 3.0 MiB, \
            of 1 request for 3.0 MiB

            class   size    pools     in use       free
            """);
  }

  private static PoolStats withoutArenas() {
    return new PoolStats(
        "cpython-3.9",
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        new PoolStats.Arenas(1 << 18, 1 << 12, 0, 0, 0, 0, List.of(0, 0, 0, 0, 0)),
        new PoolStats.SystemBlocks(1, 3 << 20, 1, 3 << 20),
        new PoolStats.Heap(3 << 20, 0, 2 << 20),
        new PoolStats.ObjectLayout(16, 16, 8),
        PoolStats.ArenaMap.UNKNOWN);
  }
}
