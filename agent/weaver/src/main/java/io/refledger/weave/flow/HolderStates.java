package io.refledger.weave.flow;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Before which instructions the holder of a local may be non-null: a release is written only there.
 * A forward data flow over sets of locals; at joins, and at handlers, the union.
 */
public final class HolderStates {
  private final MethodNode method;
  private final LocalRanges ranges;
  private final HoldPlan plan;
  private final ControlFlow flow;
  private final BitSet[] beforeByInstruction;

  private HolderStates(MethodNode method, LocalRanges ranges, HoldPlan plan, ControlFlow flow) {
    this.method = method;
    this.ranges = ranges;
    this.plan = plan;
    this.flow = flow;
    this.beforeByInstruction = new BitSet[flow.size()];
  }

  /**
   * Follows the holders through a method.
   *
   * @param superCalls the instructions after which {@code this} is held
   */
  public static HolderStates of(
      MethodNode method, LocalRanges ranges, HoldPlan plan, SuperCalls superCalls) {
    var states = new HolderStates(method, ranges, plan, new ControlFlow(method));
    if (!ranges.held().isEmpty()) {
      states.run(superCalls);
    }
    return states;
  }

  /** Whether the holder of a held local may be non-null before instruction i, its ends done. */
  public boolean mayHold(int i, int local) {
    return beforeByInstruction[i] != null
        && beforeByInstruction[i].get(local)
        && !contains(ranges.endingBefore(i), local);
  }

  /** Whether the holder may be non-null when instruction i is reached, before locals end there. */
  public boolean mayHoldOnArrival(int i, int local) {
    return beforeByInstruction[i] != null && beforeByInstruction[i].get(local);
  }

  private static boolean contains(int[] locals, int local) {
    for (int candidate : locals) {
      if (candidate == local) {
        return true;
      }
    }
    return false;
  }

  private void run(SuperCalls superCalls) {
    BitSet entry = LocalRanges.parameters(method);
    entry.and(ranges.held());
    if (!superCalls.isEmpty()) {
      entry.clear(0);
    }
    WorkList work = new WorkList();
    flowInto(0, entry, work);
    while (!work.isEmpty()) {
      followFrom(work.pop(), superCalls, work);
    }
  }

  /** Walks down from one instruction as long as that tells something new. */
  private void followFrom(int first, SuperCalls superCalls, WorkList work) {
    BitSet state = (BitSet) beforeByInstruction[first].clone();
    for (int i = first; ; i++) {
      for (int handler : flow.handlers(i)) {
        flowInto(handler, state, work);
      }
      transfer(i, state, superCalls);
      for (int handler : flow.handlers(i)) {
        flowInto(handler, state, work);
      }
      for (int next : flow.targets(i)) {
        flowInto(next, state, work);
      }
      if (!flow.fallsThrough(i) || !join(i + 1, state)) {
        return;
      }
      state.or(beforeByInstruction[i + 1]);
    }
  }

  private void flowInto(int i, BitSet state, WorkList work) {
    if (join(i, state)) {
      work.push(i);
    }
  }

  /** Adds a state to what is known before instruction i; returns whether it was news. */
  private boolean join(int i, BitSet state) {
    BitSet known = beforeByInstruction[i];
    if (known == null) {
      beforeByInstruction[i] = (BitSet) state.clone();
      return true;
    }
    int size = known.cardinality();
    known.or(state);
    return known.cardinality() != size;
  }

  private void transfer(int i, BitSet state, SuperCalls superCalls) {
    for (int local : ranges.endingBefore(i)) {
      state.clear(local);
    }
    if (superCalls.contains(i)) {
      state.set(0);
    }
    AbstractInsnNode x = method.instructions.get(i);
    if (x instanceof VarInsnNode store && LocalRanges.isStore(store.getOpcode())) {
      store(i, store, state);
    }
  }

  private void store(int i, VarInsnNode store, BitSet state) {
    int opcode = store.getOpcode();
    boolean holds =
        opcode == Opcodes.ASTORE && plan.isReachable(i) && !plan.isConstant(i, plan.depth(i) - 1);
    state.set(store.var, holds);
    if (opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE) {
      state.clear(store.var + 1);
    }
  }
}
