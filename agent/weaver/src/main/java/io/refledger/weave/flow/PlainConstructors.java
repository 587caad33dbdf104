package io.refledger.weave.flow;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Constructors that do nothing after {@code super()} but compute, read and write fields of {@code
 * this}. Nothing can be thrown there and no other method runs, so the unit of the new object stays
 * in the register in which the constructor of the superclass has left it, for whoever called this
 * one.
 */
public final class PlainConstructors implements Opcodes {
  private final MethodNode method;
  private final HoldPlan plan;
  private final ControlFlow flow;

  private PlainConstructors(MethodNode method, HoldPlan plan) {
    this.method = method;
    this.plan = plan;
    this.flow = new ControlFlow(method);
  }

  /** Whether a method is one. */
  public static boolean isPlain(
      MethodNode method, LocalRanges ranges, HoldPlan plan, SuperCalls superCalls) {
    BitSet calls = superCalls.calls();
    boolean holdsThisAlone = ranges.held().cardinality() == 1 && ranges.held().get(0);
    return calls.cardinality() == 1
        && holdsThisAlone
        && ranges.isKept(0)
        && method.tryCatchBlocks.isEmpty()
        && new PlainConstructors(method, plan).isPlainFrom(calls.nextSetBit(0) + 1);
  }

  private boolean isPlainFrom(int first) {
    BitSet seen = new BitSet();
    WorkList work = new WorkList();
    work.push(first);
    while (!work.isEmpty()) {
      int i = work.pop();
      if (seen.get(i)) {
        continue;
      }
      seen.set(i);
      if (!isPlain(i)) {
        return false;
      }
      work.pushAll(flow.targets(i));
      if (flow.fallsThrough(i)) {
        work.push(i + 1);
      }
    }
    return true;
  }

  private boolean isPlain(int i) {
    AbstractInsnNode x = method.instructions.get(i);
    if (x.getOpcode() < 0) {
      return true;
    }
    int depth = plan.depth(i);
    for (int position = 0; position < depth; position++) {
      if (plan.mayOwn(i, position)) {
        return false;
      }
    }
    return switch (x.getOpcode()) {
      case GETFIELD -> plan.isThis(i, depth - 1);
      case PUTFIELD -> plan.isThis(i, depth - 2);
      case LDC -> isSimple(((LdcInsnNode) x).cst);
      default -> !mayThrowOrRun(x.getOpcode());
    };
  }

  /** Classes and method types are looked up, which runs code. */
  private static boolean isSimple(Object constant) {
    return constant instanceof Number || constant instanceof String;
  }

  private static boolean mayThrowOrRun(int opcode) {
    return switch (opcode) {
      case IDIV, LDIV, IREM, LREM, JSR, RET, ARETURN -> true;
      default ->
          (opcode >= IALOAD && opcode <= SALOAD)
              || (opcode >= IASTORE && opcode <= SASTORE)
              || (opcode >= GETSTATIC && opcode <= MONITOREXIT)
              || opcode == MULTIANEWARRAY;
    };
  }
}
