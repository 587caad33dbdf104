package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/*
 * JVM locals of a woven method, behind its own (originalCount of them):
 *
 *   context | application site | expected | holder of each held local, ascending | holder of stack position 0, 1, ..
 *   | scratch
 *
 * What is expected of the method stands there in a narrow scope, where it returns what may be tracked.
 * A method with a region has an int, the region's beginning, in place of the holders of locals.
 *
 * A holder is an Object that carries a unit (or, exact locals, a counted reference), or null. Holders are
 * nulled at entry and whenever what they held is released, so that they stand in every StackMap frame.
 * Scratch slots live between two instructions of one hook sequence only and stand in none.
 */
/** The JVM locals that weaving adds to a method. */
final class Slots {
  private static final int EXTRA_HOLDERS = 8;

  private final int originalCount;
  private final int[] holderByLocal;
  private final int firstPosition;
  private final int[] positionUsed;
  private final int positions;
  private final boolean application;
  private final boolean region;
  private final boolean narrow;
  private final int scratch;
  private int extraHolders;
  private boolean contextUsed;

  Slots(MethodNode method, BitSet heldLocals, boolean application, boolean region, boolean narrow) {
    this.narrow = narrow;
    this.application = application;
    this.region = region;
    this.originalCount = method.maxLocals;
    this.holderByLocal = new int[method.maxLocals + 2];
    java.util.Arrays.fill(holderByLocal, -1);
    int next = originalCount + 2 + (narrow ? 1 : 0) + (region ? 1 : 0); // behind the ints
    for (int local = heldLocals.nextSetBit(0);
        local >= 0;
        local = heldLocals.nextSetBit(local + 1)) {
      holderByLocal[local] = next++;
    }
    this.firstPosition = next;
    this.positions = method.maxStack + 1;
    this.positionUsed = new int[positions];
    this.scratch = firstPosition + positions + EXTRA_HOLDERS;
  }

  int context() {
    return originalCount;
  }

  /** The int that keeps the application site to restore at exit. */
  int applicationSite() {
    return originalCount + 1;
  }

  /** The int that says where the method's region begins. */
  int region() {
    return originalCount + 2 + (narrow ? 1 : 0);
  }

  /** The int that says whether the caller takes the unit of the result. */
  int expected() {
    return originalCount + 2;
  }

  void useContext() {
    contextUsed = true;
  }

  /** Whether any hook needed the context, so that the frame has to be set up. */
  boolean isUsed() {
    return contextUsed;
  }

  /** The holder of a local, -1 if it needs none. */
  int ofLocal(int local) {
    return local < holderByLocal.length ? holderByLocal[local] : -1;
  }

  /** The holder of a stack position. */
  int ofPosition(int position) {
    positionUsed[position] = 1;
    return firstPosition + position;
  }

  boolean isPositionUsed(int position) {
    return position < positions && positionUsed[position] == 1;
  }

  int positions() {
    return positions;
  }

  /** The locals that have holders, ascending. */
  List<Integer> heldLocals() {
    List<Integer> locals = new ArrayList<>();
    for (int local = 0; local < holderByLocal.length; local++) {
      if (holderByLocal[local] >= 0) {
        locals.add(local);
      }
    }
    return locals;
  }

  /** The first slot of a scratch area of any size. */
  int scratch() {
    return scratch;
  }

  /**
   * One more holder, for the rare store of an owned value before super().
   *
   * @throws IllegalStateException if the method has more than 8 of them
   */
  int extraHolder() {
    if (extraHolders == EXTRA_HOLDERS) {
      throw new IllegalStateException("more than 8 owned values stored before super()");
    }
    return firstPosition + positions + extraHolders++;
  }

  /** Whether there are holders besides those of locals and stack positions. */
  boolean hasExtraHolders() {
    return extraHolders > 0;
  }

  /** Every holder of a stack position and every extra one, in order of slots. */
  List<Integer> otherHolders() {
    List<Integer> holders = new ArrayList<>();
    for (int p = 0; p < positions; p++) {
      if (positionUsed[p] == 1) {
        holders.add(firstPosition + p);
      }
    }
    for (int e = 0; e < extraHolders; e++) {
      holders.add(firstPosition + positions + e);
    }
    return holders;
  }

  /** What the frame slots behind the method's own locals hold, in order. */
  List<Object> frameTypes() {
    List<Object> types = new ArrayList<>();
    types.add(HookNames.CONTEXT);
    types.add(application ? Opcodes.INTEGER : Opcodes.TOP);
    if (narrow) {
      types.add(Opcodes.INTEGER);
    }
    if (region) {
      types.add(Opcodes.INTEGER);
    }
    for (int held = heldLocals().size(); held > 0; held--) {
      types.add("java/lang/Object");
    }
    List<Integer> others = otherHolders();
    int last = others.isEmpty() ? -1 : others.get(others.size() - 1);
    for (int slot = firstPosition; slot <= last; slot++) {
      types.add(others.contains(slot) ? (Object) "java/lang/Object" : Opcodes.TOP);
    }
    while (types.get(types.size() - 1) == Opcodes.TOP) {
      types.remove(types.size() - 1);
    }
    return types;
  }

  /** Appends the added locals to a frame of the method. */
  void extend(FrameNode frame) {
    List<Object> locals = new ArrayList<>();
    int words = 0;
    if (frame.local != null) {
      for (Object type : frame.local) {
        locals.add(type);
        words += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
      }
    }
    for (; words < originalCount; words++) {
      locals.add(Opcodes.TOP);
    }
    locals.addAll(frameTypes());
    frame.local = locals;
  }

  /**
   * The frame at the entry of a catch-all: nothing of the method's own, all of ours. Before super()
   * local 0 says that {@code this} is no object yet.
   */
  FrameNode catchAllFrame(boolean isBeforeSuper) {
    FrameNode frame =
        new FrameNode(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/lang/Throwable"});
    frame.local = new ArrayList<>();
    if (isBeforeSuper) {
      frame.local.add(Opcodes.UNINITIALIZED_THIS);
    }
    extend(frame);
    return frame;
  }
}
