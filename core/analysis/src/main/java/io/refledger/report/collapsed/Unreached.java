package io.refledger.report.collapsed;

import io.refledger.graph.HeapView;
import java.util.function.IntUnaryOperator;

/** The objects that no way from a root leads to: pending ones, and garbage not yet found. */
final class Unreached {
  private Unreached() {}

  /** Adds their weights, so that those of all stacks together are those of all live objects. */
  static void addTo(
      StackTree stacks, ObjectFrames frames, HeapView heap, IntUnaryOperator weightByNode) {
    int pending = stacks.push(StackTree.EMPTY, stacks.frame("pending"));
    int garbage = stacks.push(StackTree.EMPTY, stacks.frame("held by nothing known"));
    for (int node = 0; node < heap.snapshot().objectCount(); node++) {
      if (!heap.paths().isReached(node)) {
        int holder = heap.pending().get(node) ? pending : garbage;
        stacks.add(stacks.push(holder, frames.type(node)), weightByNode.applyAsInt(node));
      }
    }
  }
}
