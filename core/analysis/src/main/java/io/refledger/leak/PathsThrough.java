package io.refledger.leak;

import io.refledger.graph.PathTree;

/** Whether the nearest path to a node leads through one of some nodes; remembers its answers. */
final class PathsThrough {
  private static final byte UNKNOWN = 0;
  private static final byte OUTSIDE = 1;
  private static final byte BELOW = 2;

  private final PathTree paths;
  private final byte[] relationByNode;

  /**
   * Asks about paths through these nodes.
   *
   * @param nodeCount the number of all nodes
   */
  PathsThrough(PathTree paths, int nodeCount, int... nodes) {
    this.paths = paths;
    relationByNode = new byte[nodeCount];
    for (int node : nodes) {
      relationByNode[node] = BELOW;
    }
  }

  /** Whether the path to a reached node leads through one of them, or it is one. */
  boolean leadTo(int node) {
    int at = node;
    while (relationByNode[at] == UNKNOWN && !paths.isRoot(at)) {
      at = paths.referrer(at);
    }
    byte answer = relationByNode[at] == UNKNOWN ? OUTSIDE : relationByNode[at];
    for (int seen = node; relationByNode[seen] == UNKNOWN; ) {
      relationByNode[seen] = answer;
      seen = paths.isRoot(seen) ? seen : paths.referrer(seen);
    }
    return answer == BELOW;
  }
}
