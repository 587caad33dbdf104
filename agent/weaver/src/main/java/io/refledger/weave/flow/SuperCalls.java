package io.refledger.weave.flow;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The calls of {@code super(...)} or {@code this(...)} in a constructor, and the instructions
 * before them, where {@code this} is no object yet. One path goes through one call; a constructor
 * can have more, as Groovy's have that choose among the constructors of their superclass when they
 * run.
 */
public final class SuperCalls {
  private final MethodNode method;
  private final HoldPlan plan;
  private final BitSet calls = new BitSet();
  private final BitSet before = new BitSet();
  private boolean overwriteThis;

  private SuperCalls(MethodNode method, HoldPlan plan) {
    this.method = method;
    this.plan = plan;
  }

  /** Those of a method whose instructions have not been changed yet; none outside constructors. */
  public static SuperCalls of(MethodNode method, HoldPlan plan) {
    SuperCalls found = new SuperCalls(method, plan);
    if (method.name.equals("<init>")) {
      found.follow(new ControlFlow(method));
    }
    return found;
  }

  /** Whether this is no constructor, or one that never makes its object. */
  public boolean isEmpty() {
    return calls.isEmpty();
  }

  /** The calls, by instruction. */
  BitSet calls() {
    return calls;
  }

  /** Whether {@code this} becomes an object by instruction i. */
  public boolean contains(int i) {
    return calls.get(i);
  }

  /**
   * Whether {@code this} is no object yet before instruction i, which may be such a call itself.
   */
  public boolean isBefore(int i) {
    return before.get(i);
  }

  /** Whether local 0 is {@code this} wherever that is no object yet. */
  public boolean keepThis() {
    return !overwriteThis;
  }

  private void follow(ControlFlow flow) {
    WorkList work = new WorkList();
    work.push(0);
    while (!work.isEmpty()) {
      int i = work.pop();
      if (before.get(i)) {
        continue;
      }
      before.set(i);
      overwriteThis |=
          method.instructions.get(i) instanceof VarInsnNode variable
              && variable.var == 0
              && LocalRanges.isStore(variable.getOpcode());
      work.pushAll(flow.handlers(i));
      work.pushAll(flow.targets(i));
      if (callsOnThis(i)) {
        calls.set(i);
      } else if (flow.fallsThrough(i)) {
        work.push(i + 1);
      }
    }
  }

  private boolean callsOnThis(int i) {
    AbstractInsnNode x = method.instructions.get(i);
    return plan.isReachable(i)
        && x instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESPECIAL
        && call.name.equals("<init>")
        && plan.isThis(i, plan.depth(i) - plan.consumed(i));
  }
}
