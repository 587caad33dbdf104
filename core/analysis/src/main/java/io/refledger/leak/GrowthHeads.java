package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import io.refledger.graph.CollectionParts;
import io.refledger.graph.HeapView;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/*
 * On the path to an object that grows, the growing object that is nearest to the root is its head.
 * Heads are elements where there are some: a map's entries grow with what is in them, and say less.
 *
 * Two heads may be one thing. Key and value of an entry are: the one that retains more stands for
 * both, unless the other one is an open resource. And what refers to another head, one to one, is a
 * second way to that one: it goes.
 */
/** The survivors that grow by themselves, and not along with others. */
final class GrowthHeads {
  private static final int NONE = -1;

  private final Snapshot snapshot;
  private final PathTree paths;
  private final CollectionParts parts = new CollectionParts();
  private final List<Survivors> growing;
  private final OpenResources open;

  /** By node: the index in {@link #growing} of what grows there; NONE. */
  private final int[] groupByNode;

  /** By node: the index of the head that leads to it, or that it belongs to; NONE. */
  private final int[] headByNode;

  private final long[] retainedSizeByNode;

  GrowthHeads(HeapView heap, List<Survivors> growing) {
    this.snapshot = heap.snapshot();
    this.paths = heap.paths();
    this.growing = growing;
    this.open = new OpenResources(heap);
    this.retainedSizeByNode = heap.dominators().retainedSizeByNode();
    groupByNode = new int[snapshot.objectCount()];
    headByNode = new int[snapshot.objectCount()];
    Arrays.fill(groupByNode, NONE);
    Arrays.fill(headByNode, NONE);
    for (int group = 0; group < growing.size(); group++) {
      for (int node : growing.get(group).members()) {
        groupByNode[node] = group;
      }
    }
    markBelowElements();
  }

  private void markBelowElements() {
    for (int place = 0; place < paths.reachedCount(); place++) {
      int node = paths.reachedNode(place);
      headByNode[node] = paths.isRoot(node) ? NONE : headByNode[paths.referrer(node)];
      if (headByNode[node] == NONE && groupByNode[node] != NONE && !isPart(node)) {
        headByNode[node] = groupByNode[node];
      }
    }
  }

  private boolean isPart(int node) {
    return parts.isNode(snapshot.type(node)) || paths.isInternal(node);
  }

  /** Read this first. The heads, those that retain most first. */
  List<Survivors> find() {
    List<Integer> heads = new ArrayList<>();
    for (int group = 0; group < growing.size(); group++) {
      int self = group;
      if (areMost(growing.get(group), node -> headByNode[node] == self)) {
        heads.add(group);
      }
    }
    addBareParts(heads);
    heads.sort(mostRetained());
    List<Integer> kept = withoutPartners(withoutSecondWays(heads));
    return kept.stream().map(growing::get).toList();
  }

  /** Whether most of the survivors hang below others that grow. */
  boolean isDragged(Survivors survivors) {
    return areMost(survivors, node -> headByNode[node] != NONE);
  }

  /** Nodes and entries grow by themselves if what is in them does not. */
  private void addBareParts(List<Integer> heads) {
    BitSet covered = new BitSet();
    for (int head : heads) {
      for (int node : growing.get(head).members()) {
        coverPartsAbove(node, covered);
      }
    }
    for (int group = 0; group < growing.size(); group++) {
      Survivors survivors = growing.get(group);
      if (areMost(survivors, this::isPart)
          && areMost(survivors, node -> headByNode[node] == NONE && !covered.get(node))) {
        heads.add(group);
      }
    }
  }

  private void coverPartsAbove(int node, BitSet covered) {
    int at = node;
    while (!paths.isRoot(at) && isPart(paths.referrer(at)) && !covered.get(paths.referrer(at))) {
      at = paths.referrer(at);
      covered.set(at);
    }
  }

  private Comparator<Integer> mostRetained() {
    long[] retainedByGroup = new long[growing.size()];
    for (int group = 0; group < growing.size(); group++) {
      for (int node : growing.get(group).members()) {
        retainedByGroup[group] += retainedSizeByNode[node];
      }
    }
    return Comparator.comparingLong((Integer group) -> retainedByGroup[group])
        .reversed()
        .thenComparing(group -> growing.get(group).method())
        .thenComparing(group -> snapshot.type(growing.get(group).first()).id());
  }

  /** Heads whose members refer to members of heads that retain more are no findings. */
  private List<Integer> withoutSecondWays(List<Integer> heads) {
    List<Integer> kept = new ArrayList<>();
    BitSet isKept = new BitSet();
    for (int head : heads) {
      if (!areMost(growing.get(head), node -> refersTo(node, isKept))) {
        kept.add(head);
        isKept.set(head);
      }
    }
    return kept;
  }

  private boolean refersTo(int node, BitSet heads) {
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      int group = groupByNode[snapshot.referent(edge)];
      if (group != NONE && group != groupByNode[node] && heads.get(group)) {
        return true;
      }
    }
    return false;
  }

  /** Of heads in the same entries only the first is kept; open resources are first. */
  private List<Integer> withoutPartners(List<Integer> heads) {
    List<Integer> kept = new ArrayList<>();
    BitSet entries = new BitSet();
    List<Integer> ordered = new ArrayList<>(heads);
    ordered.sort(Comparator.comparing(head -> !areMost(growing.get(head), open::isOpen)));
    for (int head : ordered) {
      Survivors survivors = growing.get(head);
      if (areMost(survivors, node -> entries.get(entryOf(node)))) {
        continue;
      }
      kept.add(head);
      for (int node : survivors.members()) {
        if (isInEntry(node)) {
          entries.set(entryOf(node));
        }
      }
    }
    return kept;
  }

  private boolean isInEntry(int node) {
    return !paths.isRoot(node) && parts.isNode(snapshot.type(paths.referrer(node)));
  }

  /** The entry that refers to a node; the node itself if there is none. */
  private int entryOf(int node) {
    return isInEntry(node) ? paths.referrer(node) : node;
  }

  private static boolean areMost(Survivors survivors, IntPredicate areCounted) {
    int counted = 0;
    int[] members = survivors.members();
    for (int node : members) {
      counted += areCounted.test(node) ? 1 : 0;
    }
    return 2 * counted > members.length;
  }
}
