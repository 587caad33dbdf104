package io.refledger.rt;

import static io.refledger.rt.table.CountWord.ARRAY_BIT;
import static io.refledger.rt.table.CountWord.OPEN_BIT;

import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.spi.UnclosedDeathVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.MemoryUser;
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
  private final InterruptedChains interrupted = new InterruptedChains();
  private final UnclosedGarbage garbageChains;
  private ObjectKinds kinds;
  private UnclosedListener listener;

  UnclosedResources(ShadowTable table, EdgeTable edges) {
    this.table = table;
    this.edges = edges;
    garbageChains = new UnclosedGarbage(table, edges, unclosedKinds, interrupted);
  }

  /** Who knows which objects are resources. Until it is set, none is. */
  void kinds(ObjectKinds kinds) {
    this.kinds = kinds;
  }

  /** Who is told of each. */
  void listener(UnclosedListener listener) {
    this.listener = listener;
  }

  /** What its kinds take. */
  MemoryUser memory() {
    return unclosedKinds;
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
    if (listener != null) {
      listener.unclosed(slot);
    }
    int end = c.frames.size();
    int at = outermost(bottom, MOST_STEPS, c);
    int outermost = at < end ? slotAt(at, c) : slot;
    long leadingBytes = 0;
    unclosedKinds.begin(context, c.threadId);
    for (; at < end; at += FRAME) {
      int referrer = slotAt(at, c);
      int index = lastReleased(at, c);
      leadingBytes += edges.sizeBytes(referrer);
      unclosedKinds.step(
          table.birthId(referrer),
          isOpen(referrer),
          isArray(referrer) ? UnclosedKinds.ARRAY_ELEMENT : index,
          edges.storeContext(referrer, index));
    }
    boolean isFirst = isFirstOf(outermost, c);
    unclosedKinds.end(table.birthId(slot), isFirst, edges.sizeBytes(slot), leadingBytes);
  }

  /**
   * An open object has died, and one that it referred to lives on. Contract: the frames of {@code
   * c} from {@code bottom} on lead to that one.
   */
  void survived(int referent, Context c, int bottom) {
    if (!isOpen(referent)) {
      return;
    }
    int end = c.frames.size();
    int at = outermost(bottom, InterruptedChains.MOST_STEPS, c);
    int outermost = slotAt(at, c);
    interrupted.begin(referent, table.dropClock(referent), isCounted(outermost, c));
    for (; at < end; at += FRAME) {
      int referrer = slotAt(at, c);
      int index = lastReleased(at, c);
      interrupted.step(
          referent,
          table.birthId(referrer),
          isOpen(referrer),
          isArray(referrer) ? UnclosedKinds.ARRAY_ELEMENT : index,
          edges.storeContext(referrer, index),
          edges.sizeBytes(referrer));
    }
    interrupted.end();
  }

  /** The first of the latest frames whose object is open; behind the last if none is. */
  private int outermost(int bottom, int mostFrames, Context c) {
    int end = c.frames.size();
    int at = Math.max(bottom, end - mostFrames * FRAME);
    while (at < end && !isOpen(slotAt(at, c))) {
      at += FRAME;
    }
    return at;
  }

  private static int slotAt(int frame, Context c) {
    return Math.abs(c.frames.get(frame));
  }

  /** The index of the reference that a frame let go last: its cursor stands behind it. */
  private int lastReleased(int frame, Context c) {
    int slot = slotAt(frame, c);
    int cursor = c.frames.get(frame + 1);
    int cell = (cursor < 0 ? ~cursor : cursor) - 1;
    return isArray(slot) ? edges.cellCount(slot, table.word(slot)) - 1 - cell : cell;
  }

  private boolean isOpen(int slot) {
    return (table.word(slot) & OPEN_BIT) != 0;
  }

  private boolean isArray(int slot) {
    return (table.word(slot) & ARRAY_BIT) != 0;
  }

  /** All that one outermost object holds dies without another one's coming between. */
  private boolean isFirstOf(int outermost, Context c) {
    boolean isFirst = !isCounted(outermost, c);
    c.unclosedSlot = outermost;
    c.unclosedClock = table.birthClock(outermost);
    return isFirst;
  }

  private boolean isCounted(int outermost, Context c) {
    return c.unclosedSlot == outermost && c.unclosedClock == table.birthClock(outermost);
  }

  /**
   * Notes the open resources among condemned garbage, before any of it is cleared. Contract:
   * scratch is 0, and is so again after it.
   */
  void collected(IntVector garbage) {
    boolean hasAny = false;
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      long word = table.word(slot);
      if (CountWord.isDead(word) && isOpenResource(slot, word)) {
        hasAny = true;
        if (listener != null) {
          listener.unclosed(slot);
        }
      }
    }
    if (hasAny) {
      garbageChains.note(garbage, kinds);
    }
  }

  void keepDeaths() {
    unclosedKinds.keepDeaths();
  }

  void drainDeaths(UnclosedDeathVisitor visitor, SnapshotNames names, BirthTable births) {
    unclosedKinds.drainDeaths(visitor, names, births);
  }

  void accept(SnapshotVisitor visitor, SnapshotNames names, BirthTable births) {
    unclosedKinds.accept(visitor, names, births);
  }

  void dispose() {
    garbageChains.dispose();
  }
}
