package io.refledger.rt;

import static io.refledger.rt.table.CountWord.ARRAY_BIT;
import static io.refledger.rt.table.CountWord.OPEN_BIT;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;

/*
 * By count, the chain from the outermost object to the resource is the deallocator's own stack of
 * frames: each died because the one below it let go. By the detector, it is a path through the
 * garbage: see UnclosedGarbage.
 */
/** Notes the death of resources that nobody has closed. */
final class UnclosedResources {
  /** The longest chain. What is further out is not looked for. */
  static final int MOST_STEPS = 64;

  private static final int FRAME = 2;

  private final ShadowTable table;
  private final EdgeTable edges;
  private final UnclosedKinds unclosedKinds = new UnclosedKinds();
  private final UnclosedGarbage garbageChains;
  private ObjectKinds kinds;

  UnclosedResources(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
    garbageChains = new UnclosedGarbage(table, edges, unclosedKinds);
  }

  /** Who knows which objects are resources. Until it is set, none is. */
  void kinds(ObjectKinds kinds) {
    this.kinds = kinds;
  }

  /** Whether a slot with this word is that of a resource, dead or alive, that was not closed. */
  boolean isOpenResource(int slot, long word) {
    return (word & OPEN_BIT) != 0 && kinds != null && kinds.isResource(slot);
  }

  /**
   * An open object has died by count. Contract: the frames of {@code c} from {@code bottom} on are
   * those of the objects that died before it and led to it.
   */
  void died(int slot, Context c, int context, int bottom) {
    if (!isOpenResource(slot, OPEN_BIT)) {
      return;
    }
    int end = c.frames.size();
    int at = Math.max(bottom, end - MOST_STEPS * FRAME);
    while (at < end && (table.word(slotAt(at, c)) & OPEN_BIT) == 0) {
      at += FRAME;
    }
    int outermost = at < end ? slotAt(at, c) : slot;
    unclosedKinds.begin(context);
    for (; at < end; at += FRAME) {
      step(slotAt(at, c), c.frames.get(at + 1));
    }
    unclosedKinds.end(table.birthId(slot), isFirstOf(outermost, c));
  }

  private static int slotAt(int frame, Context c) {
    return Math.abs(c.frames.get(frame));
  }

  /** A frame's cursor stands behind the reference that was let go last. */
  private void step(int slot, int cursor) {
    long word = table.word(slot);
    int cell = (cursor < 0 ? ~cursor : cursor) - 1;
    boolean isArray = (word & ARRAY_BIT) != 0;
    int index = isArray ? edges.cellCount(slot, word) - 1 - cell : cell;
    unclosedKinds.step(
        table.birthId(slot),
        (word & OPEN_BIT) != 0,
        isArray ? UnclosedKinds.ARRAY_ELEMENT : index,
        edges.storeContext(slot, index));
  }

  /** All that one outermost object holds dies without another one's coming between. */
  private boolean isFirstOf(int outermost, Context c) {
    int birthClock = table.birthClock(outermost);
    boolean isFirst = c.unclosedSlot != outermost || c.unclosedClock != birthClock;
    c.unclosedSlot = outermost;
    c.unclosedClock = birthClock;
    return isFirst;
  }

  /**
   * Notes the open resources among condemned garbage, before any of it is cleared. Contract:
   * scratch is 0, and is so again after it.
   */
  void collected(IntVector garbage) {
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      long word = table.word(slot);
      if (CountWord.isDead(word) && isOpenResource(slot, word)) {
        garbageChains.note(garbage, kinds);
        return;
      }
    }
  }

  void accept(SnapshotVisitor visitor, SnapshotNames names, BirthTable births) {
    unclosedKinds.accept(visitor, names, births);
  }

  void dispose() {
    garbageChains.dispose();
  }
}
