package io.refledger.snapshot;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds objects from outside the graph.
 *
 * @param staticEdges references held by static fields
 * @param threads the threads that run
 * @param localByContext local variables by where they are first stored
 */
record Roots(
    List<StaticEdge> staticEdges,
    List<RunningThread> threads,
    Map<Integer, String> localByContext) {
  Roots {
    staticEdges = List.copyOf(staticEdges);
    threads = List.copyOf(threads);
    localByContext = Collections.unmodifiableMap(new HashMap<>(localByContext));
  }
}
