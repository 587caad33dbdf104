package io.refledger.snapshot;

import java.util.List;

/**
 * What holds objects from outside the graph.
 *
 * @param staticEdges references held by static fields
 * @param threads the threads that run
 */
record Roots(List<StaticEdge> staticEdges, List<RunningThread> threads) {
  Roots {
    staticEdges = List.copyOf(staticEdges);
    threads = List.copyOf(threads);
  }
}
