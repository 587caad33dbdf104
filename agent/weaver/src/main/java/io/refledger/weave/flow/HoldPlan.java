package io.refledger.weave.flow;

import io.refledger.weave.spec.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/*
 * Which stack values need a unit (a pin that this frame owns).
 *
 * A constant never does. A copy of a local needs one only if that local is overwritten or ends while the
 * copy lies on the stack: otherwise the local holds the object. What a final field refers to is *borrowed*:
 * its object holds it, so it is to be treated as a copy of the local that holds the object. Any other
 * value read from the heap needs a unit if the ledger will use it (argument, stored value, referrer of
 * a store, returned, thrown, put in a local), if it stays on the stack across an instruction that can
 * drop references, if what it was read out of carries a unit, which goes back then, or if another value
 * that needs a unit is read out of it: the second read of confirm() proves that the value was counted
 * only while its referrer is alive. Results of calls, new objects and exceptions arrive with a unit.
 *
 * Postcondition: for every group, mayOwn says whether a value of the group can carry a unit; then the
 * position where it lies has a holder local, which is null whenever the position owns nothing.
 */
/** Which values on the operand stack of one method need a unit of their own. */
public final class HoldPlan implements Opcodes {
  private final MethodNode method;
  private final LocalRanges ranges;
  private final Producers producers;
  private final Frame<StackValue>[] frames;
  private final boolean[] needByGroup;
  private final boolean[] mayOwnByGroup;
  private final boolean[] unsureByGroup;
  private final BitSet[] localsByGroup;

  private final Borrowings borrowings;
  private final BitSet heapGroups = new BitSet();
  private final BitSet ownedGroups = new BitSet();
  private final BitSet borrowedGroups = new BitSet();
  private final BitSet trackedGroups = new BitSet();
  private final List<int[]> readFrom = new ArrayList<>();

  private HoldPlan(
      MethodNode method,
      LocalRanges ranges,
      Producers producers,
      Frame<StackValue>[] frames,
      Borrowings borrowings) {
    this.method = method;
    this.borrowings = borrowings;
    this.ranges = ranges;
    this.producers = producers;
    this.frames = frames;
    this.needByGroup = new boolean[producers.count()];
    this.mayOwnByGroup = new boolean[producers.count()];
    this.unsureByGroup = new boolean[producers.count()];
    this.localsByGroup = new BitSet[producers.count()];
  }

  /**
   * Analyses a method whose instructions have not been changed yet.
   *
   * @param takesUnits false: no value needs or carries a unit
   * @param scope what is out of it needs none either
   */
  public static HoldPlan of(
      ClassNode owner, MethodNode method, LocalRanges ranges, boolean takesUnits, Scope scope)
      throws AnalyzerException {
    Producers producers = new Producers(method.instructions, method.tryCatchBlocks.size());
    var interpreter = new StackInterpreter(method, producers);
    Frame<StackValue>[] frames = CodeFrames.of(owner, method, interpreter);
    boolean isWhole = scope == Scope.EVERYTHING;
    if (!isWhole) {
      producers.leaveOut(Untracked.in(owner.name, method, producers, frames, scope));
    }
    Borrowings borrowings =
        takesUnits && isWhole ? Borrowings.of(owner, method) : Borrowings.none();
    while (true) {
      HoldPlan plan = new HoldPlan(method, ranges, producers, frames, borrowings);
      plan.decide(takesUnits);
      if (!borrowings.withdrawn(plan)) {
        return plan;
      }
    }
  }

  private void decide(boolean takesUnits) {
    collectLocals();
    if (takesUnits) {
      borrowings.passOn(this);
      findNeeds();
      needWhatTemporariesHold();
      followReads();
      decideOwnership();
    }
  }

  /** Whether instruction i can be reached. */
  public boolean isReachable(int i) {
    return frames[i] != null;
  }

  /** The number of values on the stack before instruction i. */
  public int depth(int i) {
    return frames[i].getStackSize();
  }

  /** The value at a position of the stack before instruction i. */
  public StackValue value(int i, int position) {
    return frames[i].getStack(position);
  }

  /** Whether a local before instruction i is a reference or dead, so that null may be put there. */
  public boolean isReferenceOrDead(int i, int local) {
    StackValue value = frames[i].getLocal(local);
    boolean upperHalf = local > 0 && frames[i].getLocal(local - 1).size() == 2;
    return !upperHalf && (value.isReference() || value.equals(StackValue.UNKNOWN));
  }

  /** The values on the stack before instruction i, bottom first. */
  public StackValue[] stack(int i) {
    StackValue[] values = new StackValue[depth(i)];
    for (int p = 0; p < values.length; p++) {
      values[p] = value(i, p);
    }
    return values;
  }

  /** The number of values instruction i consumes. */
  public int consumed(int i) {
    int depth = depth(i);
    return StackEffect.consumed(
        method.instructions.get(i), depth == 0 ? null : value(i, depth - 1));
  }

  /** Whether the value at this position before instruction i can carry a unit. */
  public boolean mayOwn(int i, int position) {
    StackValue value = value(i, position);
    return value.producer() >= 0 && mayOwnByGroup[group(value)];
  }

  /** Whether the value certainly carries a unit, and no copy of it lies on the stack. */
  public boolean surelyOwns(int i, int position) {
    StackValue value = value(i, position);
    return mayOwn(i, position) && !unsureByGroup[group(value)] && copyOf(i, position, depth(i)) < 0;
  }

  /** Whether every producer of the value is a constant. */
  public boolean isConstant(int i, int position) {
    StackValue value = value(i, position);
    if (value.producer() < 0) {
      return false;
    }
    int group = group(value);
    return !mayOwnByGroup[group]
        && localsByGroup[group] == null
        && !heapGroups.get(group)
        && !borrowedGroups.get(group);
  }

  /**
   * Whether the frame's caller holds the value until it has taken it over: a parameter that keeps
   * its object, or what is borrowed from one, or from the class.
   */
  public boolean isHeldByCaller(int i, int position) {
    StackValue value = value(i, position);
    if (value.producer() < 0) {
      return false;
    }
    int group = group(value);
    if (!isHeldElsewhere(group)) {
      return false;
    }
    BitSet locals = localsByGroup[group];
    return locals == null ? borrowedGroups.get(group) : areKeptParameters(locals);
  }

  private boolean areKeptParameters(BitSet locals) {
    BitSet parameters = LocalRanges.parameters(method);
    for (int local = locals.nextSetBit(0); local >= 0; local = locals.nextSetBit(local + 1)) {
      if (!parameters.get(local) || !ranges.isKept(local)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the array that AASTORE i stores into may have tracked elements. */
  public boolean storesTracked(int i, Scope scope) {
    return scope == Scope.EVERYTHING
        || Untracked.storesTracked(value(i, depth(i) - 3), producers, method, scope);
  }

  /** Whether what instruction i makes is no tracked object. */
  public boolean isUntracked(int i) {
    return producers.kind(i) == Producers.Kind.CONSTANT;
  }

  /**
   * After this, no local is {@link LocalRanges#held held} that never has an object that needs it: a
   * constructor's own is always.
   */
  public void releaseIdleLocals(LocalRanges ranges, BitSet countedParameters) {
    BitSet idle = (BitSet) ranges.held().clone();
    idle.andNot(countedParameters);
    if (method.name.equals("<init>")) {
      idle.clear(0);
    }
    for (int i = 0; i < frames.length; i++) {
      if (isReachable(i)
          && method.instructions.get(i) instanceof VarInsnNode store
          && store.getOpcode() == ASTORE
          && !isConstant(i, depth(i) - 1)) {
        idle.clear(store.var);
      }
    }
    ranges.held().andNot(idle);
  }

  /** Whether it is a constant of the class file, or null. */
  public boolean isLiteral(int i, int position) {
    return isConstant(i, position) && !unsureByGroup[group(value(i, position))];
  }

  /** Whether the value may be a tracked object. */
  public boolean mayBeTracked(int i, int position) {
    return trackedGroups.get(group(value(i, position)));
  }

  /** A position below {@code limit}, other than this one, that holds the same value; -1 if none. */
  public int copyOf(int i, int position, int limit) {
    int group = group(value(i, position));
    for (int p = 0; p < limit; p++) {
      StackValue other = value(i, p);
      if (p != position && other.producer() >= 0 && group(other) == group) {
        return p;
      }
    }
    return -1;
  }

  /** Whether the result of call i is looked at once and gone, so that nobody takes its unit. */
  public boolean isGlance(int i) {
    return borrowings.isGlance(i);
  }

  /** Whether what instruction i pushes (a heap read or a copy of a local) must be given a unit. */
  public boolean needsUnit(int i) {
    return needByGroup[producers.group(i)];
  }

  /** Whether the receiver at this position is the object under construction of a NEW. */
  public boolean isNew(int i, int position) {
    int producer = value(i, position).producer();
    return producer >= 0
        && producer < method.instructions.size()
        && method.instructions.get(producer).getOpcode() == NEW;
  }

  /** Whether the value is a copy of local 0. */
  public boolean isThis(int i, int position) {
    int producer = value(i, position).producer();
    return producer >= 0
        && producer < method.instructions.size()
        && method.instructions.get(producer) instanceof VarInsnNode load
        && load.getOpcode() == ALOAD
        && load.var == 0;
  }

  private int group(StackValue value) {
    return producers.group(value.producer());
  }

  private void collectLocals() {
    for (int p = 0; p < producers.count(); p++) {
      if (!isProducer(p)) {
        continue;
      }
      int group = producers.group(p);
      if (producers.kind(p) != Producers.Kind.CONSTANT) {
        trackedGroups.set(group);
      }
      if (borrowings.isBorrowed(p)) {
        borrowedGroups.set(group);
        continue;
      }
      switch (producers.kind(p)) {
        case LOCAL -> locals(group).set(producers.local(p));
        case HEAP -> heapGroups.set(group);
        case OWNED -> ownedGroups.set(group);
        case CONSTANT -> {}
      }
    }
  }

  /** The group of the value at a position before instruction i; -1 if it has no producer. */
  int groupAt(int i, int position) {
    int producer = value(i, position).producer();
    return producer < 0 ? -1 : producers.group(producer);
  }

  /** The group of what instruction i pushes. */
  int groupOf(int i) {
    return producers.group(i);
  }

  /** The locals that hold the values of a group, null if it has none. */
  BitSet localsOfGroup(int group) {
    return localsByGroup[group];
  }

  /**
   * Whether a local, or who is borrowed from, holds all values of a group, none with a unit of its
   * own.
   */
  boolean isHeldElsewhere(int group) {
    return !ownedGroups.get(group) && !heapGroups.get(group) && !mayOwnByGroup[group];
  }

  private boolean isProducer(int p) {
    return p >= method.instructions.size()
        || (frames[p] != null
            && method.instructions.get(p).getOpcode() >= 0
            && !borrowings.isGlance(p));
  }

  /** As {@link #localsOfGroup}, made if there are none. */
  BitSet locals(int group) {
    if (localsByGroup[group] == null) {
      localsByGroup[group] = new BitSet();
    }
    return localsByGroup[group];
  }

  private void findNeeds() {
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] == null) {
        continue;
      }
      AbstractInsnNode x = method.instructions.get(i);
      int depth = depth(i);
      if (x instanceof FrameNode) {
        needHeapBelow(i, depth);
        continue;
      }
      for (int slot : ranges.endingBefore(i)) {
        needHeapBelow(i, depth);
        needCopiesOf(i, slot, depth);
      }
      if (x.getOpcode() >= 0 && !StackEffect.isShuffle(x.getOpcode())) {
        visit(i, x, depth, consumed(i));
      }
    }
  }

  private void visit(int i, AbstractInsnNode x, int depth, int consumed) {
    int first = depth - consumed;
    int opcode = x.getOpcode();
    if (canDrop(opcode)) {
      needHeapBelow(i, first);
    }
    if (x instanceof VarInsnNode store && LocalRanges.isStore(opcode)) {
      needCopiesOf(i, store.var, first);
      if (opcode == LSTORE || opcode == DSTORE) {
        needCopiesOf(i, store.var + 1, first);
      }
    }
    if (usesLedger(opcode)) {
      for (int p = first; p < depth; p++) {
        need(value(i, p));
      }
    }
    if (opcode == AALOAD || (x instanceof FieldInsnNode field && readsReferenceOf(field))) {
      StackValue referrer = value(i, first);
      if (referrer.producer() >= 0) {
        readFrom.add(new int[] {i, referrer.producer()});
      }
    }
  }

  private static boolean readsReferenceOf(FieldInsnNode field) {
    return field.getOpcode() == GETFIELD && Type.getType(field.desc).getSort() >= Type.ARRAY;
  }

  private static boolean canDrop(int opcode) {
    return switch (opcode) {
      case PUTFIELD, PUTSTATIC, GETSTATIC, MONITORENTER, MONITOREXIT, NEW, NEWARRAY, ANEWARRAY ->
          true;
      case MULTIANEWARRAY -> true;
      default -> isInvocation(opcode) || (opcode >= ISTORE && opcode <= AASTORE);
    };
  }

  private static boolean isInvocation(int opcode) {
    return opcode >= INVOKEVIRTUAL && opcode <= INVOKEDYNAMIC;
  }

  private static boolean usesLedger(int opcode) {
    return switch (opcode) {
      case ASTORE, AASTORE, PUTFIELD, PUTSTATIC, ARETURN, ATHROW -> true;
      default -> isInvocation(opcode);
    };
  }

  private void needHeapBelow(int i, int limit) {
    for (int p = 0; p < limit; p++) {
      StackValue value = value(i, p);
      if (value.producer() >= 0 && heapGroups.get(group(value))) {
        needByGroup[group(value)] = true;
      }
    }
  }

  private void needCopiesOf(int i, int slot, int limit) {
    for (int p = 0; p < limit; p++) {
      StackValue value = value(i, p);
      if (value.producer() >= 0) {
        BitSet locals = localsByGroup[group(value)];
        if (locals != null && locals.get(slot)) {
          needByGroup[group(value)] = true;
        }
      }
    }
  }

  private void need(StackValue value) {
    if (value.producer() >= 0 && heapGroups.get(group(value))) {
      needByGroup[group(value)] = true;
    }
  }

  /**
   * After this, what is read out of a value with a unit is needed: the read gives that unit back,
   * which may be the end of the value and of what it refers to.
   */
  private void needWhatTemporariesHold() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] read : readFrom) {
        int from = producers.group(read[1]);
        int to = producers.group(read[0]);
        if ((ownedGroups.get(from) || needByGroup[from])
            && heapGroups.get(to)
            && !needByGroup[to]) {
          needByGroup[to] = true;
          changed = true;
        }
      }
    }
  }

  /**
   * After this, what a needed value is read out of is needed too, as far as it comes from the heap.
   */
  private void followReads() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] read : readFrom) {
        int from = producers.group(read[1]);
        if (needByGroup[producers.group(read[0])] && heapGroups.get(from) && !needByGroup[from]) {
          needByGroup[from] = true;
          changed = true;
        }
      }
    }
  }

  private void decideOwnership() {
    for (int p = 0; p < producers.count(); p++) {
      if (!isProducer(p)) {
        continue;
      }
      int group = producers.group(p);
      switch (producers.kind(p)) {
        case OWNED -> mayOwnByGroup[group] = true;
        case LOCAL, HEAP -> {
          mayOwnByGroup[group] |= needByGroup[group];
          unsureByGroup[group] |= !needByGroup[group];
        }
        case CONSTANT -> unsureByGroup[group] |= producers.isLeftOut(p);
      }
    }
  }
}
