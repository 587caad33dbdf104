package io.refledger.report.hprof;

import io.refledger.snapshot.Snapshot;

/** What is dumped, and by what numbers. */
record Dump(
    Snapshot snapshot,
    DumpedGraph graph,
    ObjectIds ids,
    StackTraces traces,
    DumpedClasses classes) {

  /** The dump of a snapshot. */
  static Dump of(Snapshot snapshot) {
    var graph = new DumpedGraph(snapshot);
    var ids = new ObjectIds(snapshot);
    var traces = new StackTraces(snapshot, graph);
    var classes = new DumpedClasses(snapshot, ids, traces.classNames());
    return new Dump(snapshot, graph, ids, traces, classes);
  }
}
