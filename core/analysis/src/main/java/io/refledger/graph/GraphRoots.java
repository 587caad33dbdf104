package io.refledger.graph;

import io.refledger.snapshot.RunningThread;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.util.Arrays;
import java.util.List;

/**
 * What holds nodes from outside the graph.
 *
 * <p>A node that has more references than its referrers and static fields account for is held by
 * frames, or by what is not woven.
 */
public final class GraphRoots {

  /** Why a node lives without a referrer in the graph, from what tells a reader most. */
  public enum Kind {
    /** A static field refers to it. */
    STATIC,
    /** It is a thread that runs. */
    THREAD,
    /** It never dies; the program's own references to it are not counted. */
    IMMORTAL,
    /** A frame refers to it, or something that is not woven. */
    HELD,
    /** Nothing outside the graph is known to hold it. */
    NONE
  }

  private static final int ABSENT = -1;

  private final Snapshot snapshot;
  private final Kind[] kindByNode;

  /** The index in the snapshot's static edges or threads; ABSENT for other roots. */
  private final int[] causeByNode;

  private GraphRoots(Snapshot snapshot) {
    this.snapshot = snapshot;
    kindByNode = new Kind[snapshot.objectCount()];
    causeByNode = new int[snapshot.objectCount()];
    Arrays.fill(kindByNode, Kind.NONE);
    Arrays.fill(causeByNode, ABSENT);
  }

  /** The roots of a snapshot. */
  public static GraphRoots of(Snapshot snapshot) {
    GraphRoots roots = new GraphRoots(snapshot);
    roots.findHeld();
    roots.findThreads();
    roots.findStatics();
    return roots;
  }

  /**
   * The roots as if no frame, and nothing that is not woven, held what was born since some instant.
   *
   * @param since an instant of birth
   */
  public static GraphRoots withoutFrames(Snapshot snapshot, long since) {
    GraphRoots roots = of(snapshot);
    for (int node = 0; node < roots.kindByNode.length; node++) {
      if (roots.kindByNode[node] == Kind.HELD && snapshot.bornAt(node) >= since) {
        roots.kindByNode[node] = Kind.NONE;
      }
    }
    return roots;
  }

  private void findHeld() {
    int[] accountedByNode = new int[kindByNode.length];
    for (int edge = 0; edge < snapshot.edgeCount(); edge++) {
      accountedByNode[snapshot.referent(edge)]++;
    }
    for (StaticEdge edge : snapshot.staticEdges()) {
      accountedByNode[edge.referent()]++;
    }
    for (int node = 0; node < kindByNode.length; node++) {
      if (snapshot.isImmortal(node)) {
        kindByNode[node] = Kind.IMMORTAL;
      } else if (snapshot.isForeign(node)
          || snapshot.pins(node) > 0
          || snapshot.refcount(node) > accountedByNode[node]) {
        kindByNode[node] = Kind.HELD;
      }
    }
  }

  private void findThreads() {
    List<RunningThread> threads = snapshot.threads();
    for (int i = 0; i < threads.size(); i++) {
      if (threads.get(i).node() >= 0) {
        kindByNode[threads.get(i).node()] = Kind.THREAD;
        causeByNode[threads.get(i).node()] = i;
      }
    }
  }

  private void findStatics() {
    List<StaticEdge> edges = snapshot.staticEdges();
    for (int i = edges.size() - 1; i >= 0; i--) {
      kindByNode[edges.get(i).referent()] = Kind.STATIC;
      causeByNode[edges.get(i).referent()] = i;
    }
  }

  /** Why a node is a root; NONE if it is not one. */
  public Kind kind(int node) {
    return kindByNode[node];
  }

  /** The static field that refers to a node of kind STATIC; the first one if there are more. */
  public StaticEdge staticEdge(int node) {
    return snapshot.staticEdges().get(causeByNode[node]);
  }

  /** The thread that a node of kind THREAD is. */
  public RunningThread thread(int node) {
    return snapshot.threads().get(causeByNode[node]);
  }
}
