package io.refledger.rt;

import io.refledger.rt.gc.Mutator;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.SlotQueue;

/**
 * What the ledger keeps for each thread. All fields are plain: the thread itself writes them,
 * readers of sums may be late.
 */
public final class Context extends Mutator {
  private static final int MOST_HIDDEN = 16;
  private static final int MOST_OWED = 64;
  private static final int FIRST_OWED = 16;
  private static final int MOST_ASIDE = 8;
  private static final int FIRST_CHUNK = 32;
  private static final int FRAMES = 16;

  /** What one takes on the Java heap beside its census, about. */
  private static final int HEAP_BYTES = 608;

  /** Of {@link #rest}: in use, or left since contexts were tidied last. */
  static final int IN_USE = 0;

  /** No thread has had it for a while. */
  static final int AT_REST = 1;

  /** Nothing is left of the last thread. */
  static final int TIDY = 2;

  /** The thread this context belongs to. */
  public final long threadId;

  /** Slot whose unit is being handed to the caller, 0 for none. */
  public int returned;

  /** Slot whose unit is handed to a handler, 0 for none. */
  public int flying;

  /**
   * 1 from a call, in a narrow scope, to the entry of its callee: the caller takes the unit of the
   * result. Else 0.
   */
  public int expecting;

  /** The site of the latest call out of application code. */
  public int applicationSite;

  /** The observation in which this thread's objects are born, 0 for none. */
  public int observation;

  /** How many observations this thread itself has begun, or entered, and not ended. */
  public int observing;

  /** Non-zero while objects born in this thread are not tracked. */
  public int births;

  /** Whether the thread may have frames from before the agent. Written when the agent begins. */
  public boolean isOlder;

  /** The object of {@link #returned}, if the thread is older than the agent. */
  HandedOver returnedObject;

  /** The object of {@link #flying}, if the thread is older than the agent. */
  HandedOver flyingObject;

  /** Pairs of them that were put aside, and how many; null unless the agent was attached. */
  private HandedOver[] aside;

  private int asideDepth;

  /** Births. */
  public long allocated;

  /** The size of all objects born here. */
  public long allocatedBytes;

  /** Deaths by a release. */
  public long freedByCount;

  /** Deaths that only the detector could bring. */
  public long freedByCollector;

  /** The size of all objects that died here. */
  public long freedBytes;

  /** Edges changed. */
  public long stores;

  /** Dead objects met again through a Reference. */
  public long revivedWeak;

  /** Dead objects met again otherwise. */
  public long revived;

  /** Releases of what was not held. */
  public long underflows;

  /** Counts that ran out of range. */
  public long saturated;

  /** Births that found the table full. */
  public long untracked;

  /**
   * How many releases have changed a count and had more to do then. A release that met the end of
   * the stack was done if this has moved.
   */
  int slowReleases;

  /**
   * Slots with a unit, or if negative a reference, to be released: the stack had no room for it.
   * What finds no room here is never released.
   */
  int[] owed = new int[FIRST_OWED];

  /** How many are owed. */
  int owedCount;

  /** Whether what was owed is being released. */
  boolean isSettling;

  /** Objects that are being freed here, as pairs (slot, cells done); deepest last. */
  final IntVector frames = new IntVector(FRAMES);

  /** Objects that came back from the dead and whose kept references are to be counted again. */
  final IntVector returning = new IntVector(0);

  /** Whether that is going on. */
  boolean isRestoring;

  /** Slots that the frames over a size limit hold one unit of each; by frame, innermost last. */
  final IntVector region = new IntVector(0);

  /** Weak references to be called back, in sections. */
  final IntVector callbacks = new IntVector(0);

  /** The outermost object of the unclosed resource that died last: its slot and birth clock. */
  int unclosedSlot;

  int unclosedClock;

  private final MemoryBudget budget;

  /** Deaths by birth id and statement. */
  final Census census;

  /** Slots freed here. */
  final SlotQueue freed = new SlotQueue();

  /** Slots that may be used at once; empty unless there are very many contexts. */
  final SlotQueue ready = new SlotQueue();

  /** First fresh slot of this thread's own; the others follow up to the end. */
  int freshSlot;

  /** Behind the last fresh slot. */
  int freshEnd;

  /** How far it is tidied, after its thread has ended. Guarded by the lock of Contexts. */
  int rest = TIDY;

  /** How many fresh slots come next. */
  int chunkSlots = FIRST_CHUNK;

  /** The next birth clock; drawn in batches. */
  int birthClock;

  /** Where the batch of birth clocks ends. */
  int birthClockEnd;

  /** How many birth clocks the batch had. */
  int birthBatch = 1;

  /** The births of all threads when the batch was drawn. */
  long birthsDrawn;

  /** The next drop clock; drawn in batches. */
  int dropClock;

  /** Where the batch of drop clocks ends. */
  int dropClockEnd;

  /**
   * Shapes of hidden classes that are being defined here, innermost last; null before the first.
   */
  private Shape[] hidden;

  private int hiddenCount;

  Context(long threadId, MemoryBudget budget, CommonCensus deaths) {
    this.threadId = threadId;
    this.budget = budget;
    census = new Census(budget, deaths);
    budget.grown(HEAP_BYTES);
  }

  /** Makes room for what is put aside in a thread that is older than the agent. Allocates. */
  void rememberHandedOver() {
    aside = new HandedOver[2 * MOST_ASIDE];
  }

  /** The objects of the registers, which go to {@link #takeHandedUp}; deeper ones are lost. */
  void putHandedAside() {
    int at = asideDepth++;
    if (at >= MOST_ASIDE || aside == null) return;
    aside[2 * at] = returnedObject;
    aside[2 * at + 1] = flyingObject;
  }

  /** Undoes the latest {@link #putHandedAside}. */
  void takeHandedUp() {
    if (asideDepth == 0 || --asideDepth >= MOST_ASIDE || aside == null) return;
    returnedObject = aside[2 * asideDepth];
    flyingObject = aside[2 * asideDepth + 1];
  }

  /**
   * A hidden class of this shape is going to be defined; loading its superclasses may define more.
   */
  void pushHidden(Shape shape) {
    if (hidden == null) hidden = new Shape[MOST_HIDDEN];
    if (hiddenCount < MOST_HIDDEN && !shape.isOpaque()) hidden[hiddenCount++] = shape;
  }

  /** The shape of the class of this name, which is being defined. */
  Shape peekHidden(String className) {
    for (int i = hiddenCount - 1; i >= 0; i--) {
      if (hidden[i].isOf(className)) return hidden[i];
    }
    return Shape.OPAQUE;
  }

  /** The shape of the class of this name, and those above it, whose definition has failed, go. */
  Shape popHidden(String className) {
    for (int i = hiddenCount - 1; i >= 0; i--) {
      if (hidden[i].isOf(className)) {
        hiddenCount = i;
        return hidden[i];
      }
    }
    return Shape.OPAQUE;
  }

  /**
   * After all room was taken: more for the next time. Allocates; none is owed, and stack is left.
   */
  void makeRoomToOwe() {
    if (owed.length == MOST_OWED) return;
    try {
      owed = new int[MOST_OWED];
      budget.grown(4 * (MOST_OWED - FIRST_OWED));
    } catch (OutOfMemoryError e) {
      // There is as much room as before.
    }
  }

  /** Adds the sums of {@code other}, whose thread has ended. */
  void absorb(Context other) {
    allocated += other.allocated;
    allocatedBytes += other.allocatedBytes;
    freedByCount += other.freedByCount;
    freedByCollector += other.freedByCollector;
    freedBytes += other.freedBytes;
    stores += other.stores;
    revivedWeak += other.revivedWeak;
    revived += other.revived;
    underflows += other.underflows;
    saturated += other.saturated;
    untracked += other.untracked;
  }

  /** Gives back what a thread that has ended does not need any more. */
  void trim() {
    frames.trim(FRAMES);
    returning.trim(0);
    region.trim(0);
    callbacks.trim(0);
    freed.trim();
    ready.trim();
    if (census.isEmpty()) census.dispose();
    chunkSlots = FIRST_CHUNK;
  }

  void dispose() {
    budget.grown(-HEAP_BYTES - 4 * (owed.length - FIRST_OWED));
    census.dispose();
    disposeYoung();
    frames.dispose();
    returning.dispose();
    region.dispose();
    callbacks.dispose();
    freed.dispose();
    ready.dispose();
  }
}
