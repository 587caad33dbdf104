package io.refledger.report.collapsed;

import io.refledger.graph.HeapView;
import io.refledger.graph.PathTree;
import io.refledger.report.Report;
import io.refledger.report.TextFile;
import io.refledger.snapshot.Snapshot;
import java.io.IOException;
import java.io.Writer;

/**
 * The number of live objects by the nearest way that leads to them from a root. What a collection
 * is made of counts as the collection.
 */
public final class HolderStacks implements TextFile {

  @Override
  public String fileName() {
    return "holders.collapsed";
  }

  @Override
  public void write(Report report, Writer out) throws IOException {
    Snapshot snapshot = report.snapshot();
    HeapView heap = HeapView.of(snapshot);
    PathTree paths = heap.paths();
    var stacks = new StackTree();
    var frames = new ObjectFrames(snapshot, stacks);
    int[] stackByNode = new int[snapshot.objectCount()];
    for (int place = 0; place < paths.reachedCount(); place++) {
      int node = paths.reachedNode(place);
      int holder =
          paths.isRoot(node)
              ? stacks.push(StackTree.EMPTY, frames.root(node, heap.roots()))
              : stackByNode[paths.referrer(node)];
      boolean isPart = !paths.isRoot(node) && paths.isInternal(node);
      stackByNode[node] = isPart ? holder : stacks.push(holder, frames.type(node));
      stacks.add(stackByNode[node], 1);
    }
    Unreached.addTo(stacks, frames, heap, node -> 1);
    stacks.writeTo(out);
  }
}
