package io.refledger.graph;

import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.HashMap;
import java.util.Map;

/**
 * Builds snapshots: {@code heap("root -> a", "a -> b")}. What {@code root} refers to is held by a
 * static field. All objects are of one class and have 16 bytes.
 */
final class Heap {
  private static final int TYPE = 1;
  private static final int SIZE_BYTES = 16;
  private static final String[] FIELDS = {"a", "b", "c", "d", "e", "f", "g", "h"};

  private final SnapshotBuilder builder = new SnapshotBuilder();
  private final Map<String, Integer> nodeByName = new HashMap<>();
  private final Map<String, Integer> edgesByName = new HashMap<>();

  private Heap(String... edges) {
    builder.type(TYPE, "Node", FIELDS);
    for (String edge : edges) {
      String[] ends = edge.split(" -> ");
      node(ends[0]);
      node(ends[1]);
    }
    for (String edge : edges) {
      String[] ends = edge.split(" -> ");
      if (ends[0].equals("root")) {
        builder.staticEdge(TYPE, "Node#root", node(ends[1]), 0);
      } else {
        int index = edgesByName.merge(ends[0], 1, Integer::sum) - 1;
        builder.edge(node(ends[0]), index, node(ends[1]), 0);
      }
    }
  }

  static Heap of(String... edges) {
    return new Heap(edges);
  }

  /** The node of a name; the first use makes it. */
  int node(String name) {
    if (name.equals("root")) {
      return -1;
    }
    Integer known = nodeByName.get(name);
    if (known != null) {
      return known;
    }
    int node = nodeByName.size();
    nodeByName.put(name, node);
    builder.object(node, TYPE, 0, 0, 0, 0, 0, 0, 0, SIZE_BYTES);
    return node;
  }

  Snapshot snapshot() {
    return builder.build();
  }
}
