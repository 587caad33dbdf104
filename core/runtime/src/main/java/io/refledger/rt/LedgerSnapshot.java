package io.refledger.rt;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.ShadowTable;

/** Shows the ledger to a visitor. */
final class LedgerSnapshot {
  private final ShadowTable table;
  private final EdgeTable edges;
  private final BirthTable births;
  private final CycleKinds cycles;
  private final ContextList contexts;
  private final UnclosedResources unclosed;

  /** Records of static cells, copied on write. */
  private volatile int[] statics = new int[0];

  private volatile SnapshotNames names;

  LedgerSnapshot(
      ShadowTable table,
      EdgeTable edges,
      BirthTable births,
      CycleKinds cycles,
      ContextList contexts,
      UnclosedResources unclosed) {
    this.cycles = cycles;
    this.contexts = contexts;
    this.unclosed = unclosed;
    this.table = table;
    this.edges = edges;
    this.births = births;
  }

  void names(SnapshotNames names) {
    this.names = names;
  }

  /** Who knows the names; null before that is set. */
  SnapshotNames names() {
    return names;
  }

  /** Remembers a record of static cells. Contract: one thread at a time. */
  int addStatics(int slot) {
    if (slot != 0) {
      int[] statics = this.statics;
      var more = new int[statics.length + 1];
      System.arraycopy(statics, 0, more, 0, statics.length);
      more[statics.length] = slot;
      this.statics = more;
    }
    return slot;
  }

  void accept(SnapshotVisitor visitor) {
    SnapshotNames names = this.names;
    if (names != null) {
      names.visitTypes(visitor);
      names.visitContexts(visitor);
    }
    int highWater = table.last();
    for (int slot = 1; slot <= highWater; slot++) {
      if (isObject(slot)) {
        visitObject(slot, visitor);
        if (names != null && names.hasOutlivedItsReferent(slot)) {
          visitor.outlived(slot);
        }
      }
    }
    for (int slot = 1; slot <= highWater; slot++) {
      if (isObject(slot)) {
        visitEdges(slot, visitor);
      }
    }
    visitStatics(visitor, names);
    cycles.accept(visitor, names, births);
    unclosed.accept(visitor, names, births);
    contexts.census().accept(visitor, births);
  }

  private boolean isObject(int slot) {
    return !CountWord.isDead(table.word(slot)) && !isStatics(slot);
  }

  private boolean isStatics(int slot) {
    if ((table.word(slot) & CountWord.IMMORTAL_BIT) == 0) {
      return false;
    }
    for (int other : statics) {
      if (other == slot) {
        return true;
      }
    }
    return false;
  }

  private void visitObject(int slot, SnapshotVisitor visitor) {
    long word = table.word(slot);
    int birthId = table.birthId(slot);
    visitor.object(
        slot,
        births.type(birthId),
        births.allocationContext(birthId),
        table.birthClock(slot),
        table.dropContext(slot),
        table.dropClock(slot),
        CountWord.refs(word),
        CountWord.pins(word),
        CountWord.generation(word),
        edges.sizeBytes(slot));
    if ((word & CountWord.IMMORTAL_BIT) != 0) {
      visitor.immortal(slot);
    }
    if ((word & CountWord.FOREIGN_BIT) != 0) {
      visitor.foreign(slot);
    }
    if (unclosed.isOpenResource(slot, word)) {
      visitor.open(slot);
    } else if ((word & CountWord.OPEN_BIT) != 0) {
      visitor.openWrapper(slot);
    }
  }

  private void visitEdges(int slot, SnapshotVisitor visitor) {
    int references = edges.references(slot);
    for (int i = 0; i < references; i++) {
      int referent = edges.referent(slot, i);
      if (referent != 0) {
        visitor.edge(slot, i, referent, edges.storeContext(slot, i));
      }
    }
  }

  private void visitStatics(SnapshotVisitor visitor, SnapshotNames names) {
    for (int slot : statics) {
      int type = births.type(table.birthId(slot));
      int references = edges.references(slot);
      for (int i = 0; i < references; i++) {
        int referent = edges.referent(slot, i);
        if (referent != 0) {
          String field = names == null ? null : names.staticName(type, i);
          visitor.staticEdge(type, field, referent, edges.storeContext(slot, i));
        }
      }
    }
  }
}
