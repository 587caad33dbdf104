package io.refledger.report.collapsed;

import io.refledger.graph.Dominators;
import io.refledger.graph.HeapView;
import io.refledger.report.Report;
import io.refledger.report.TextFile;
import io.refledger.snapshot.Snapshot;
import java.io.IOException;
import java.io.Writer;

/**
 * The bytes of live objects by what dominates them: the width of a frame is what the objects of a
 * class and an allocation site retain.
 */
public final class RetainedStacks implements TextFile {

  @Override
  public String fileName() {
    return "retained.collapsed";
  }

  @Override
  public void write(Report report, Writer out) throws IOException {
    Snapshot snapshot = report.snapshot();
    HeapView heap = HeapView.of(snapshot);
    var stacks = new StackTree();
    var frames = new ObjectFrames(snapshot, stacks);
    int[] stackByNode = new int[snapshot.objectCount()];
    // Invariant: dominators come before what they dominate, as they lie on every way to it.
    for (int place = 0; place < heap.paths().reachedCount(); place++) {
      int node = heap.paths().reachedNode(place);
      int above = heap.dominators().of(node);
      int stack =
          above == Dominators.ROOT
              ? stacks.push(StackTree.EMPTY, frames.root(node, heap.roots()))
              : stackByNode[above];
      stackByNode[node] = stacks.push(stack, frames.typeAndSite(node));
      stacks.add(stackByNode[node], snapshot.sizeBytes(node));
    }
    Unreached.addTo(stacks, frames, heap, snapshot::sizeBytes);
    stacks.writeTo(out);
  }
}
