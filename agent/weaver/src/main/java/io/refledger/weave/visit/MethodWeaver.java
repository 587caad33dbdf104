package io.refledger.weave.visit;

import io.refledger.weave.flow.ControlFlow;
import io.refledger.weave.flow.HoldPlan;
import io.refledger.weave.flow.LocalRanges;
import io.refledger.weave.flow.Monitors;
import io.refledger.weave.flow.PlainConstructors;
import io.refledger.weave.flow.StackEffect;
import io.refledger.weave.flow.SuperCalls;
import io.refledger.weave.spec.HookNames.Hook;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.Scope;
import io.refledger.weave.spec.WeaveRequest;
import java.util.BitSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/*
 * The frame of a woven method:
 *
 *   prologue: context, holders nulled, parameters that need it counted
 *   each instruction: [ends of locals] [hooks before] instruction [hooks after, units of operands back]
 *   catch-all: every holder given back, the exception thrown on; in a constructor another one for
 *     what comes before super() has returned, where `this` must not be touched
 *
 * All decisions are taken on the unchanged method (HoldPlan, LocalRanges, Monitors); then code is
 * inserted around its instructions, which keep their order and their exception ranges.
 */
/** Writes the hooks into one method. */
public final class MethodWeaver implements Opcodes {
  private final Target target;
  private final HoldPlan plan;
  private final Monitors monitors;
  private final Holders holders;
  private final Stores stores;
  private final Loads loads;
  private final LocalStores localStores;
  private final Calls calls;
  private final Exits exits;
  private final InsnList instructions;
  private final SuperCalls superCalls;
  private final Set<LabelNode> joins;
  private final CatchRanges beforeSuper = new CatchRanges();
  private final CatchRanges catchRanges = new CatchRanges();

  private MethodWeaver(Target target, Monitors monitors) {
    this.target = target;
    this.plan = target.plan;
    this.monitors = monitors;
    this.holders = new Holders(target);
    this.stores = new Stores(target, holders);
    this.loads = new Loads(target, holders);
    this.localStores = new LocalStores(target, holders);
    this.calls = new Calls(target, holders, stores);
    this.exits = new Exits(target, holders, calls);
    this.instructions = target.method.instructions;
    this.superCalls = target.superCalls;
    this.joins = ControlFlow.jumpTargets(target.method);
  }

  /**
   * Weaves a method in place. Read this first.
   *
   * @param isRegion whether the method holds all it meets until it is left; then locals are off
   * @throws AnalyzerException if its bytecode cannot be analysed
   * @throws IllegalStateException if it has a shape that cannot be woven
   */
  public static void weave(
      ClassNode owner, MethodNode method, WeaveRequest request, Locals locals, boolean isRegion)
      throws AnalyzerException {
    LocalRanges ranges = LocalRanges.of(method, locals);
    boolean isWhole = request.scope() == Scope.EVERYTHING;
    HoldPlan plan = HoldPlan.of(owner, method, ranges, locals != Locals.OFF, request.scope());
    if (!isWhole) {
      plan.releaseIdleLocals(ranges, trackedParameters(method, request.scope()));
    }
    SuperCalls superCalls = SuperCalls.of(method, plan);
    int opener = Resources.opener(owner, method, superCalls, request.resources());
    if (isWhole && opener == 0 && PlainConstructors.isPlain(method, ranges, plan, superCalls)) {
      ranges.leaveThis();
    }
    Target target =
        new Target(owner, method, request, locals, isRegion, plan, ranges, superCalls, opener);
    if (request.application()) {
      target.nameLocals();
    }
    new MethodWeaver(target, Monitors.of(method)).weave();
  }

  private static BitSet trackedParameters(MethodNode method, Scope scope) {
    BitSet tracked = new BitSet();
    int slot = 0;
    if ((method.access & ACC_STATIC) == 0) {
      tracked.set(slot++);
    }
    for (Type type : Type.getArgumentTypes(method.desc)) {
      boolean isReference = type.getSort() >= Type.ARRAY;
      tracked.set(slot, isReference && scope.mayBeTracked(type.getDescriptor()));
      slot += type.getSize();
    }
    return tracked;
  }

  private void weave() {
    AbstractInsnNode[] original = instructions.toArray();
    boolean[] monitorByInstruction = new boolean[original.length];
    for (int i = 0; i < original.length; i++) {
      monitorByInstruction[i] = monitors.isHeld(i);
    }
    Code[] before = new Code[original.length];
    Code[] after = new Code[original.length];
    MethodInsnNode[] replacement = new MethodInsnNode[original.length];
    for (int i = 0; i < original.length; i++) {
      AbstractInsnNode x = original[i];
      if (x instanceof LineNumberNode line) {
        target.line(line.line);
      } else if (x instanceof LabelNode && joins.contains(x)) {
        calls.joinPoint();
      }
      if (x.getOpcode() < 0 || !plan.isReachable(i)) {
        continue;
      }
      before[i] = target.code();
      after[i] = target.code();
      exits.handler(i, before[i]);
      if (exits.isHandler(i)) {
        calls.afterTask(before[i]);
      }
      if (target.holdsUnits()) {
        localStores.ranges(i, before[i]);
      }
      instruction(i, x, before[i], after[i]);
      if (x instanceof MethodInsnNode call) {
        replacement[i] = calls.movesUntracked(i, call) ? null : calls.replacement(call);
        if (replacement[i] != null) {
          before[i].at(target.site());
        }
      }
      if (superCalls.isBefore(i)) {
        beforeSuper.observe(isCoveredBeforeSuper(i) && mayThrow(x) && holdsBeforeSuper(i));
      } else {
        catchRanges.observe(mayThrow(x) && (holdsAt(i) || calls.runsTask(x)));
      }
    }
    MonitorCode.defer(target.method, joins, original, before, after);
    insert(original, before, after, replacement, monitorByInstruction);
  }

  private boolean holdsAt(int i) {
    return target.isRegion() || !target.slots.heldLocals().isEmpty() || ownsOnStack(i);
  }

  /** Every constructor holds local 0, but not there; the handler is verified only if it is kept. */
  private boolean holdsBeforeSuper(int i) {
    if (!superCalls.keepThis()) {
      return false;
    }
    return target.isRegion()
        || target.slots.heldLocals().size() > 1
        || target.slots.hasExtraHolders()
        || ownsOnStack(i);
  }

  /** The verifier takes no handler around super() itself: {@code this} is neither there nor not. */
  private boolean isCoveredBeforeSuper(int i) {
    return superCalls.isBefore(i) && !superCalls.contains(i);
  }

  private boolean ownsOnStack(int i) {
    for (int p = 0; p < plan.depth(i); p++) {
      if (plan.mayOwn(i, p)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayThrow(AbstractInsnNode x) {
    int opcode = x.getOpcode();
    return switch (opcode) {
      case IDIV, LDIV, IREM, LREM, LDC -> true;
      default ->
          (opcode >= IALOAD && opcode <= SALOAD)
              || (opcode >= IASTORE && opcode <= SASTORE)
              || (opcode >= GETSTATIC && opcode <= MULTIANEWARRAY);
    };
  }

  private void instruction(int i, AbstractInsnNode x, Code before, Code after) {
    int opcode = x.getOpcode();
    if (x instanceof MethodInsnNode call) {
      calls.method(i, call, superCalls.contains(i), before, after);
    } else if (x instanceof InvokeDynamicInsnNode call) {
      calls.dynamic(i, call, before, after);
    } else if (x instanceof FieldInsnNode field) {
      field(i, field, before, after);
    } else if (x instanceof VarInsnNode variable) {
      local(i, variable, before, after);
    } else if (StackEffect.isShuffle(opcode)) {
      holders.shuffle(i, opcode, after);
    } else if (x instanceof JumpInsnNode || opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
      holders.releaseConsumed(i, before);
    } else if (opcode >= IRETURN && opcode <= RETURN) {
      exits.returns(i, opcode, before);
    } else {
      other(i, opcode, before, after);
    }
  }

  private void other(int i, int opcode, Code before, Code after) {
    switch (opcode) {
      case AASTORE -> arrayStore(i, before, after);
      case AALOAD -> loads.array(i, before, after);
      case NEWARRAY, ANEWARRAY, MULTIANEWARRAY -> calls.newArray(i, after);
      case ATHROW -> exits.athrow(i, before);
      default -> holders.releaseConsumed(i, after);
    }
  }

  private void arrayStore(int i, Code before, Code after) {
    if (plan.storesTracked(i, target.request.scope())) {
      stores.array(i, before, after);
    } else {
      holders.releaseConsumed(i, after);
    }
  }

  private void field(int i, FieldInsnNode field, Code before, Code after) {
    switch (field.getOpcode()) {
      case GETFIELD -> loads.field(i, field, before, after);
      case GETSTATIC -> loads.staticField(i, field, before, after);
      case PUTFIELD -> putField(i, field, before, after);
      default -> {
        if (Stores.isReference(field.desc) && target.mayBeTracked(field.desc)) {
          stores.staticField(i, field, before, after);
        } else {
          holders.releaseConsumed(i, after);
        }
      }
    }
  }

  private void putField(int i, FieldInsnNode field, Code before, Code after) {
    if (!Stores.isReference(field.desc) || !target.mayBeTracked(field.desc)) {
      holders.releaseConsumed(i, after);
    } else if (superCalls.isBefore(i) && plan.isThis(i, plan.depth(i) - 2)) {
      stores.beforeSuper(i, field, before, after);
    } else {
      stores.field(i, field, before, after);
    }
  }

  private void local(int i, VarInsnNode variable, Code before, Code after) {
    switch (variable.getOpcode()) {
      case ALOAD -> loads.local(i, variable, after);
      case ASTORE -> localStores.reference(i, variable, before, after);
      case ISTORE, LSTORE, FSTORE, DSTORE -> localStores.primitive(i, variable, after);
      default -> {}
    }
  }

  private void insert(
      AbstractInsnNode[] original,
      Code[] before,
      Code[] after,
      MethodInsnNode[] replacement,
      boolean[] monitorByInstruction) {
    for (int i = 0; i < original.length; i++) {
      if (before[i] == null) {
        continue;
      }
      AbstractInsnNode x = original[i];
      boolean holdsMonitor = monitorByInstruction[i];
      beforeSuper.place(instructions, x, isCoveredBeforeSuper(i) && !holdsMonitor);
      catchRanges.place(instructions, x, !superCalls.isBefore(i) && !holdsMonitor);
      instructions.insertBefore(x, before[i].list());
      if (replacement[i] != null) {
        instructions.set(x, replacement[i]);
        x = replacement[i];
      }
      instructions.insert(x, after[i].list());
      if (x.getOpcode() == MONITORENTER) {
        beforeSuper.endAfter(instructions, x);
        catchRanges.endAfter(instructions, x);
      }
    }
    NewLabels.refresh(instructions, original);
    if (target.slots.isUsed()) {
      finish();
    }
  }

  private void finish() {
    beforeSuper.close(instructions);
    catchRanges.close(instructions);
    if (beforeSuper.isNeeded()) {
      catchAll(beforeSuper, true);
    }
    if (catchRanges.isNeeded()) {
      catchAll(catchRanges, false);
    }
    Code prologue = prologue();
    extendFrames();
    instructions.insert(prologue.list());
    target.slots.renumber(target.method);
  }

  private void catchAll(CatchRanges covered, boolean isBeforeSuper) {
    LabelNode handler = new LabelNode();
    instructions.add(handler);
    Code body = exits.catchAll(isBeforeSuper);
    if ((target.owner.version & 0xffff) >= V1_6) {
      instructions.add(target.slots.catchAllFrame(isBeforeSuper));
    }
    instructions.add(body.list());
    for (LabelNode[] range : covered.ranges()) {
      target.method.tryCatchBlocks.add(new TryCatchBlockNode(range[0], range[1], handler, null));
    }
  }

  private void extendFrames() {
    for (AbstractInsnNode x : instructions) {
      if (x instanceof FrameNode frame) {
        target.slots.extend(frame);
      }
    }
  }

  private Code prologue() {
    target.firstLine();
    Code code = target.code();
    code.call(Hook.CONTEXT).store(target.slots.context());
    if (target.handsOver()) {
      code.context().call(Hook.EXPECTED).var(ISTORE, target.slots.expected());
    }
    if (target.slots.isApplicationSiteUsed()) {
      code.context().call(Hook.APPLICATION_SITE).var(ISTORE, target.slots.applicationSite());
    }
    if (target.slots.isObservationUsed()) {
      code.context().call(Hook.OBSERVATION).var(ISTORE, target.slots.observation());
    }
    if (target.isRegion()) {
      code.context().call(Hook.REGION).var(ISTORE, target.slots.region());
    }
    BitSet parameters = LocalRanges.parameters(target.method);
    for (int local : target.slots.heldLocals()) {
      if (parameters.get(local) && !(local == 0 && target.isConstructor())) {
        target.hold(code.load(local));
        code.load(local).store(target.slots.ofLocal(local));
      } else {
        code.clear(target.slots.ofLocal(local));
      }
    }
    for (int holder : target.slots.otherHolders()) {
      code.clear(holder);
    }
    return code;
  }
}
