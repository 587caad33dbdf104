package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/*
 * JVM locals of a woven method while it is being woven, behind its own (originalCount of them):
 *
 *   context | application site | observation | expected | holder of each held local, ascending | holder of stack position 0, 1, ..
 *   | scratch
 *
 * What is expected of the method stands there in a narrow scope, where it returns what may be tracked.
 * A method with a region has an int, the region's beginning, in place of the holders of locals.
 *
 * At the end those that are used move between the parameters and the method's own variables: they
 * stand in every StackMap frame, and a frame that differs from the one before in its last locals only
 * takes two bytes. `boundary` is where they begin. But the JVM's messages call a variable without a
 * name by its number (`because "<local4>" is null`): a method of the program's that has one keeps its
 * numbers, and they stay behind.
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
  private final boolean region;
  private final boolean narrow;
  private final int scratch;
  private final int boundary;
  private boolean applicationSiteUsed;
  private boolean observationUsed;
  private int extraHolders;
  private boolean contextUsed;

  Slots(
      MethodNode method, BitSet heldLocals, boolean region, boolean narrow, boolean keepsNumbers) {
    this.narrow = narrow;
    this.region = region;
    this.originalCount = method.maxLocals;
    this.holderByLocal = new int[method.maxLocals + 2];
    java.util.Arrays.fill(holderByLocal, -1);
    int next = originalCount + 3 + (narrow ? 1 : 0) + (region ? 1 : 0); // behind the ints
    for (int local = heldLocals.nextSetBit(0);
        local >= 0;
        local = heldLocals.nextSetBit(local + 1)) {
      holderByLocal[local] = next++;
    }
    this.firstPosition = next;
    this.positions = method.maxStack + 1;
    this.positionUsed = new int[positions];
    this.scratch = firstPosition + positions + EXTRA_HOLDERS;
    this.boundary =
        keepsNumbers && hasUnnamedVariable(method) ? method.maxLocals : boundary(method);
  }

  /** Whether a variable that is read, and is no parameter, has no name anywhere. */
  private static boolean hasUnnamedVariable(MethodNode method) {
    BitSet named = new BitSet();
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        named.set(variable.index);
      }
    }
    int words = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    named.set(0, (method.access & Opcodes.ACC_STATIC) == 0 ? words : words - 1);
    for (AbstractInsnNode x : method.instructions) {
      boolean isLoad = x.getOpcode() >= Opcodes.ILOAD && x.getOpcode() <= Opcodes.ALOAD;
      if (isLoad && !named.get(((VarInsnNode) x).var)) {
        return true;
      }
    }
    return false;
  }

  /** Behind the parameters, unless a variable of two words lies across that. */
  private static int boundary(MethodNode method) {
    int words = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    int boundary = (method.access & Opcodes.ACC_STATIC) == 0 ? words : words - 1;
    for (AbstractInsnNode x : method.instructions) {
      int opcode = x.getOpcode();
      boolean isWide =
          opcode == Opcodes.LSTORE
              || opcode == Opcodes.DSTORE
              || opcode == Opcodes.LLOAD
              || opcode == Opcodes.DLOAD;
      if (isWide && ((VarInsnNode) x).var == boundary - 1) {
        return method.maxLocals;
      }
    }
    return boundary;
  }

  int context() {
    return originalCount;
  }

  /** The int that keeps the application site to restore at exit. */
  int applicationSite() {
    applicationSiteUsed = true;
    return originalCount + 1;
  }

  /** Whether the method restores the application site when it is left. */
  boolean isApplicationSiteUsed() {
    return applicationSiteUsed;
  }

  /** The int that keeps the observation to go back to after a task. */
  int observation() {
    observationUsed = true;
    return originalCount + 2;
  }

  /** Whether the method runs tasks. */
  boolean isObservationUsed() {
    return observationUsed;
  }

  /** The int that says where the method's region begins. */
  int region() {
    return originalCount + 3 + (narrow ? 1 : 0);
  }

  /** The int that says whether the caller takes the unit of the result. */
  int expected() {
    return originalCount + 3;
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

  /** The added locals that stand in frames, in order. */
  private List<Integer> added() {
    List<Integer> added = new ArrayList<>();
    added.add(context());
    if (applicationSiteUsed) {
      added.add(applicationSite());
    }
    if (observationUsed) {
      added.add(observation());
    }
    if (narrow) {
      added.add(expected());
    }
    if (region) {
      added.add(region());
    }
    for (int local : heldLocals()) {
      added.add(ofLocal(local));
    }
    added.addAll(otherHolders());
    return added;
  }

  private Object frameType(int slot) {
    if (slot == context()) {
      return HookNames.CONTEXT;
    }
    boolean isInt =
        (slot > originalCount && slot <= originalCount + 2)
            || (narrow && slot == expected())
            || (region && slot == region());
    return isInt ? Opcodes.INTEGER : (Object) "java/lang/Object";
  }

  /** Puts the added locals into a frame of the method. */
  void extend(FrameNode frame) {
    List<Object> locals = new ArrayList<>();
    int words = 0;
    boolean isExtended = false;
    for (Object type : frame.local == null ? List.of() : frame.local) {
      if (words >= boundary && !isExtended) {
        addTypes(locals);
        isExtended = true;
      }
      locals.add(type);
      words += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    if (!isExtended) {
      for (; words < boundary; words++) {
        locals.add(Opcodes.TOP);
      }
      addTypes(locals);
    }
    frame.local = locals;
  }

  private void addTypes(List<Object> locals) {
    for (int slot : added()) {
      locals.add(frameType(slot));
    }
  }

  /** Moves the added locals to their places, once all code is there; frames have them already. */
  void renumber(MethodNode method) {
    int[] places = places();
    for (AbstractInsnNode x : method.instructions) {
      if (x instanceof VarInsnNode variable) {
        variable.var = place(places, variable.var);
      } else if (x instanceof IincInsnNode increment) {
        increment.var = place(places, increment.var);
      }
    }
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        variable.index = place(places, variable.index);
      }
    }
    renumber(method.visibleLocalVariableAnnotations, places);
    renumber(method.invisibleLocalVariableAnnotations, places);
  }

  private static void renumber(List<LocalVariableAnnotationNode> annotations, int[] places) {
    if (annotations != null) {
      for (LocalVariableAnnotationNode annotation : annotations) {
        for (int k = 0; k < annotation.index.size(); k++) {
          annotation.index.set(k, places[annotation.index.get(k)]);
        }
      }
    }
  }

  /** The final place of every slot up to the scratch area. */
  private int[] places() {
    List<Integer> added = added();
    int[] places = new int[scratch + 1];
    for (int slot = 0; slot < originalCount; slot++) {
      places[slot] = slot < boundary ? slot : slot + added.size();
    }
    for (int k = 0; k < added.size(); k++) {
      places[added.get(k)] = boundary + k;
    }
    places[scratch] = originalCount + added.size();
    return places;
  }

  private int place(int[] places, int slot) {
    return slot < scratch ? places[slot] : places[scratch] + slot - scratch;
  }

  /**
   * The frame at the entry of a catch-all: nothing of the method's own. Before super() local 0 says
   * that {@code this} is no object yet.
   */
  FrameNode catchAllFrame(boolean isBeforeSuper) {
    FrameNode frame =
        new FrameNode(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/lang/Throwable"});
    frame.local = isBeforeSuper ? List.of(Opcodes.UNINITIALIZED_THIS) : List.of();
    return frame;
  }
}
