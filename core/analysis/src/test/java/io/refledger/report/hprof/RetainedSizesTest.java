package io.refledger.report.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.hppc.BitSet;
import io.refledger.graph.Dominators;
import io.refledger.graph.GraphRoots;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;

/*
 * Every node is reached: the library counts references from garbage as ways to what they refer to, and
 * a JVM's dump has none.
 */
/**
 * Retained sizes as VisualVM's library computes them on a dump, against {@link Dominators}. Without
 * arrays: of those it computes the shallow sizes itself, 20 bytes and 8 for each reference.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetainedSizesTest {
  private static final int OBJECT = 1;
  private static final int SMALL = 2;
  private static final int LARGE = 3;
  private static final int NODES = 200;
  private static final int REFERENCES = 4;

  @TempDir Path directory;

  @Test
  void retained_sizes_of_random_graphs_should_be_those_of_the_dominators() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      Snapshot snapshot = random(seed);
      long[] expected =
          Dominators.of(snapshot, GraphRoots.of(snapshot), new BitSet()).retainedSizeByNode();

      Path file = directory.resolve(seed + ".hprof");
      Files.write(file, HprofExportTest.bytes(snapshot, 1 << 20));
      Heap heap = HeapFactory.createHeap(file.toFile());

      var ids = new ObjectIds(snapshot);
      for (int node = 0; node < NODES; node++) {
        assertThat(heap.getInstanceByID(ids.of(node)).getRetainedSize())
            .as("seed %d, node %d", seed, node)
            .isEqualTo(expected[node]);
      }
    }
  }

  private static Snapshot random(long seed) {
    var random = new Random(seed);
    var builder = new SnapshotBuilder();
    String[] names = new String[REFERENCES];
    String[] statics = {"first", "second", "third"};
    for (int i = 0; i < REFERENCES; i++) {
      names[i] = "Small#f" + i;
    }
    builder.type(OBJECT, "java.lang.Object", new String[0]);
    builder.type(SMALL, "Small", names);
    builder.declared(SMALL, OBJECT, new String[0], statics);
    builder.type(LARGE, "Large", names);
    builder.declared(LARGE, SMALL, new String[] {"Jtime"}, new String[0]);
    for (int node = 0; node < NODES; node++) {
      boolean isLarge = random.nextBoolean();
      builder.object(node + 1, isLarge ? LARGE : SMALL, 0, node, 0, 0, 0, 0, 0, isLarge ? 40 : 32);
    }
    int next = 1;
    for (String field : statics) {
      builder.staticEdge(SMALL, "Small#" + field, next++, 0);
    }
    for (int slot = 1; slot <= NODES; slot++) {
      if (next <= NODES) {
        builder.edge(slot, 0, next++, 0);
      }
      if (next <= NODES && random.nextBoolean()) {
        builder.edge(slot, 1, next++, 0);
      }
      if (random.nextInt(4) == 0) {
        builder.edge(slot, 2, 1 + random.nextInt(NODES), 0);
      }
    }
    return builder.build();
  }
}
