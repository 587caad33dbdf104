package io.refledger.report;

import io.refledger.graph.Dominators;
import io.refledger.graph.HeapView;
import io.refledger.leak.ClassNames;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.PairNumbers;
import io.refledger.snapshot.Snapshot;
import java.util.List;

/**
 * The bytes that objects retain, by class and allocation site: the dominator tree, in which nodes
 * alike below one branch are one.
 */
final class RetainedTree {
  private RetainedTree() {}

  static WeightTree of(HeapView heap) {
    Snapshot snapshot = heap.snapshot();
    Dominators dominators = heap.dominators();
    TreeSums sums = new TreeSums();
    PairNumbers sites = new PairNumbers();
    int[] branchByNode = new int[snapshot.objectCount()];
    for (int place = 0; place < dominators.reachedCount(); place++) {
      int node = dominators.reachedNode(place);
      int dominator = dominators.of(node);
      int above = dominator == Dominators.ROOT ? TreeSums.ROOT : branchByNode[dominator];
      int site = sites.of(snapshot.type(node).id(), snapshot.allocationContext(node));
      branchByNode[node] = sums.child(above, site);
      sums.add(branchByNode[node], snapshot.sizeBytes(node));
    }
    return sums.tree("retained bytes", site -> label(snapshot, sites, site));
  }

  private static WeightTree label(Snapshot snapshot, PairNumbers sites, int site) {
    String type = ClassNames.readable(snapshot.typeOf(sites.first(site)).className());
    String at =
        snapshot
            .frame(sites.second(site))
            .map(frame -> frame.nearestApplicationFrame().orElse(frame))
            .map(Frame::toString)
            .orElse("");
    return new WeightTree(type, at, 0, List.of());
  }
}
