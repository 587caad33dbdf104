package io.refledger.weave.visit;

import io.refledger.weave.flow.HoldPlan;
import io.refledger.weave.flow.LocalRanges;
import io.refledger.weave.spec.HookNames.Hook;
import io.refledger.weave.spec.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Ways out of a frame and into handlers: returns, throws, the entries of handlers, the catch-all.
 */
final class Exits {
  private static final Set<String> ASKED_BY_CONTINUATION =
      Set.of("getContinuation", "currentCarrierThread", "virtualThreadContinuationScope");

  private static final Set<String> END_OF_VIRTUAL_THREAD = Set.of("afterDone", "afterTerminate");

  private final Target target;
  private final Holders holders;
  private final Calls calls;

  /**
   * For the first real instruction of a handler: the stack positions that may carry units there.
   */
  private final Map<Integer, BitSet> abandonedByHandler = new HashMap<>();

  Exits(Target target, Holders holders, Calls calls) {
    this.target = target;
    this.holders = holders;
    this.calls = calls;
    for (TryCatchBlockNode block : target.method.tryCatchBlocks) {
      readBlock(block);
    }
  }

  private void readBlock(TryCatchBlockNode block) {
    InsnList instructions = target.method.instructions;
    AbstractInsnNode first = block.handler;
    while (first.getOpcode() < 0) {
      first = first.getNext();
    }
    int at = instructions.indexOf(first);
    BitSet abandoned = abandonedByHandler.get(at);
    if (abandoned == null) {
      abandoned = new BitSet();
      abandonedByHandler.put(at, abandoned);
    }
    HoldPlan plan = target.plan;
    int end = instructions.indexOf(block.end);
    for (int i = instructions.indexOf(block.start); i < end; i++) {
      for (int p = 0; plan.isReachable(i) && p < plan.depth(i); p++) {
        if (plan.mayOwn(i, p)) {
          abandoned.set(p);
        }
      }
    }
  }

  /**
   * The entry of a handler: what lay on the stack is released from the top, as CPython unwinds its
   * own; the exception's unit is ours.
   */
  void handler(int i, Code before) {
    BitSet abandoned = abandonedByHandler.get(i);
    if (abandoned == null || (!target.holdsUnits() && !target.isRegion())) {
      return;
    }
    if (target.isRegion()) {
      if (!target.isNarrow()) {
        before.dup().context().call(Hook.HELD_CAUGHT);
      }
      return;
    }
    if (!target.isNarrow()) {
      before.dup().context().call(Hook.CAUGHT);
    }
    List<Integer> fromTop = new ArrayList<>();
    for (int p = abandoned.length() - 1; p >= 0; p = abandoned.previousSetBit(p - 1)) {
      fromTop.add(p);
    }
    holders.releasePositions(fromTop, before);
    if (!target.isNarrow()) {
      holders.own(0, before);
    }
  }

  /** Whether a handler begins with this instruction. */
  boolean isHandler(int i) {
    return abandonedByHandler.containsKey(i);
  }

  /** In a narrow scope exceptions are foreign from their birth on: none has a unit to hand over. */
  void athrow(int i, Code before) {
    if (target.isNarrow()) {
      if (target.holdsUnits()) {
        holders.releaseConsumed(i, before);
      }
      return;
    }
    if (target.isRegion()) {
      before.dup().context().call(Hook.HELD_THROWING);
    }
    if (!target.holdsUnits()) {
      return;
    }
    int position = target.plan.depth(i) - 1;
    give(i, position, before);
    before.dup().context().call(Hook.THROWING);
    if (target.plan.mayOwn(i, position)) {
      before.clear(target.slots.ofPosition(position));
    }
  }

  /** The value on top gets a unit that leaves with it. */
  private void give(int i, int position, Code code) {
    HoldPlan plan = target.plan;
    if (plan.isLiteral(i, position) || plan.surelyOwns(i, position)) {
      return;
    }
    if (plan.mayOwn(i, position)) {
      code.dup().load(target.slots.ofPosition(position)).context().call(Hook.ADOPT);
    } else {
      code.dup().context().call(Hook.PIN);
    }
  }

  void returns(int i, int opcode, Code before) {
    int moved = -1;
    if (target.opener() != 0) {
      before.load(Math.max(target.unitOfThis(), 0)).at(target.opener()).call(Hook.OPENED);
    }
    if (!target.holdsUnits()) {
      leaveRegion(opcode, before);
      specialReturn(opcode, before);
      restoreApplicationSite(before);
      return;
    }
    if (opcode == Opcodes.ARETURN && !target.returnsTracked()) {
      holders.releaseConsumed(i, before);
    } else if (opcode == Opcodes.ARETURN) {
      moved = reference(i, before);
    } else if (target.isConstructor()) {
      moved = constructed(before);
    }
    specialReturn(opcode, before);
    restoreApplicationSite(before);
    List<Integer> locals = new ArrayList<>();
    for (int local : target.slots.heldLocals()) {
      if (local != moved && target.states.mayHold(i, local)) {
        locals.add(local);
      }
    }
    List<Integer> positions = new ArrayList<>();
    int below = target.plan.depth(i) - (opcode == Opcodes.RETURN ? 0 : 1);
    for (int position = 0; position < below; position++) {
      if (target.plan.mayOwn(i, position)) {
        positions.add(target.slots.ofPosition(position));
      }
    }
    holders.releaseFrame(locals, positions, false, before);
  }

  private void leaveRegion(int opcode, Code before) {
    if (!target.isRegion()) {
      return;
    }
    if (opcode == Opcodes.ARETURN && target.returnsTracked()) {
      leaveRegionWith(before.dup());
    } else if (target.isConstructor()) {
      leaveRegionWith(before.load(0));
    }
    endRegion(before);
  }

  /** In a narrow scope nobody takes what a region hands over. */
  private void leaveRegionWith(Code code) {
    if (target.isNarrow()) {
      code.at(Border.UNWOVEN).call(Hook.LEND);
    } else {
      code.context().call(Hook.HELD_RETURNING);
    }
  }

  private void endRegion(Code code) {
    code.context().var(Opcodes.ILOAD, target.slots.region());
    code.constant(target.site()).call(Hook.LEAVE_REGION);
  }

  /** Hands the returned value to the caller; returns the local whose hold moved with it, or -1. */
  private int reference(int i, Code before) {
    int top = target.plan.depth(i) - 1;
    boolean isWhole = target.request.scope() == Scope.EVERYTHING;
    if (isWhole && (target.plan.isConstant(i, top) || target.plan.isHeldByCaller(i, top))) {
      before.dup().context().call(Hook.RETURNING_BORROWED);
      return -1;
    }
    int local = returnedLocal(i);
    if (local >= 0 && target.slots.ofLocal(local) >= 0) {
      if (target.isExact()) {
        before.load(target.slots.ofLocal(local)).at(target.site()).call(Hook.UNBIND);
      }
    } else {
      local = -1;
      give(i, target.plan.depth(i) - 1, before);
    }
    returning(before.dup());
    int position = target.plan.depth(i) - 1;
    if (target.plan.mayOwn(i, position)) {
      before.clear(target.slots.ofPosition(position));
    }
    if (local >= 0) {
      before.clear(target.slots.ofLocal(local));
    }
    return local;
  }

  /** The unit of what is on top goes to the caller, if that takes it. */
  private void returning(Code code) {
    if (target.handsOver()) {
      code.at(target.site()).var(Opcodes.ILOAD, target.slots.expected()).call(Hook.HAND_OVER);
    } else {
      code.context().call(Hook.RETURNING);
    }
  }

  private int returnedLocal(int i) {
    AbstractInsnNode previous = i == 0 ? null : target.method.instructions.get(i - 1);
    boolean isLoad = previous instanceof VarInsnNode && previous.getOpcode() == Opcodes.ALOAD;
    boolean owned = target.plan.mayOwn(i, target.plan.depth(i) - 1);
    return isLoad && !owned ? ((VarInsnNode) previous).var : -1;
  }

  private int constructed(Code before) {
    int unit = target.unitOfThis();
    if (unit >= 0) {
      returning(before.load(unit));
      before.clear(unit);
      return -1;
    }
    int holder = target.slots.ofLocal(0);
    if (holder < 0) {
      return -1;
    }
    if (target.isExact()) {
      before.load(holder).at(target.site()).call(Hook.UNBIND);
    }
    returning(before.load(holder));
    before.clear(holder);
    return 0;
  }

  private void specialReturn(int opcode, Code before) {
    if (target.isIn("java/lang/Thread") && target.method.name.equals("exit")) {
      before.load(0).at(target.site()).call(Hook.THREAD_EXITED);
    } else if (isEndOfVirtualThread()) {
      before.load(0).call(Hook.VIRTUAL_EXITED);
    } else if (opcode == Opcodes.ARETURN && isLinkage()) {
      before.dup().call(Hook.IMMORTALIZE);
      BitSet parameters = LocalRanges.parameters(target.method);
      for (int p = parameters.nextSetBit(0); p >= 0; p = parameters.nextSetBit(p + 1)) {
        before.load(p).call(Hook.IMMORTALIZE);
      }
    } else if (opcode == Opcodes.ARETURN && isAskedByContinuation()) {
      before.at(target.site()).call(Hook.DROP_RESULT);
    }
  }

  /** Its carrier runs it, afterTerminate in JDK 21; others of these names call it. */
  private boolean isEndOfVirtualThread() {
    return target.isIn("java/lang/VirtualThread")
        && END_OF_VIRTUAL_THREAD.contains(target.method.name)
        && target.method.desc.startsWith("(Z");
  }

  /** What jdk.internal.vm.Continuation asks for: it is not woven, and takes no unit. */
  private boolean isAskedByContinuation() {
    return target.owner.name.startsWith("java/lang/System$")
        && ASKED_BY_CONTINUATION.contains(target.method.name);
  }

  /** What the JVM asks for and keeps where no field is, or the launcher hands to main. */
  private boolean isLinkage() {
    String name = target.method.name;
    if (target.isIn("sun/launcher/LauncherHelper")) {
      return name.equals("makePlatformString");
    }
    return target.isIn("java/lang/invoke/MethodHandleNatives")
        && (name.startsWith("link") || name.startsWith("findMethodHandle"));
  }

  private void restoreApplicationSite(Code code) {
    if (calls.leavesApplication()) {
      code.context().var(Opcodes.ILOAD, target.slots.applicationSite()).call(Hook.LEAVING);
    }
  }

  /**
   * The handler for what no handler of the method catches: gives back everything, the stack from
   * its top before the locals, and throws on.
   *
   * @param isBeforeSuper whether {@code this} is no object yet: then local 0 holds nothing
   */
  Code catchAll(boolean isBeforeSuper) {
    Code code = target.code();
    restoreApplicationSite(code);
    calls.afterTask(code);
    if (target.isRegion()) {
      endRegion(code);
    }
    List<Integer> fromTop = target.slots.otherHolders();
    Collections.reverse(fromTop);
    List<Integer> locals = new ArrayList<>(target.slots.heldLocals());
    if (isBeforeSuper) {
      locals.remove(Integer.valueOf(0));
    }
    holders.releaseFrame(locals, fromTop, true, code);
    return code.op(Opcodes.ATHROW);
  }
}
