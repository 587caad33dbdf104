package io.refledger.leak;

import io.refledger.graph.CollectionParts;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.util.Optional;
import java.util.Set;

/** Makes the steps of paths that are edges of a snapshot. */
final class EdgeSteps {
  private static final Set<String> VALUES = Set.of("value", "val");
  private static final String KEY = "key";

  private final Snapshot snapshot;
  private final CollectionParts parts = new CollectionParts();

  EdgeSteps(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * The step of an edge.
   *
   * @param node that has the edge
   * @param referrer how the path calls it
   */
  PathStep step(int node, String referrer, int edge, Optional<Frame> storedAt, boolean isSuspect) {
    ObjectType type = snapshot.type(node);
    String reference = type.referenceName(snapshot.referenceIndex(edge));
    String referent = snapshot.type(snapshot.referent(edge)).className();
    return new PathStep(
        referrer,
        ReferenceNames.readable(reference),
        ClassNames.readable(referent),
        storedAt,
        isSuspect,
        CollectionParts.leadsToPart(type.className(), reference, referent),
        isValue(type, reference) ? key(node) : Optional.empty());
  }

  private boolean isValue(ObjectType type, String reference) {
    return parts.isNode(type) && VALUES.contains(ReferenceNames.field(reference));
  }

  /** Thread locals are weakly held by their entries: no edge leads there, and none is needed. */
  private Optional<String> key(int entry) {
    ObjectType type = snapshot.type(entry);
    if (CollectionParts.isOfThreadLocals(type.className())) {
      return Optional.of(ThreadLocal.class.getName());
    }
    for (int edge = snapshot.firstEdge(entry); edge < snapshot.firstEdge(entry + 1); edge++) {
      String reference = type.referenceName(snapshot.referenceIndex(edge));
      if (ReferenceNames.field(reference).equals(KEY)) {
        return Optional.of(ClassNames.readable(snapshot.type(snapshot.referent(edge)).className()));
      }
    }
    return Optional.empty();
  }
}
