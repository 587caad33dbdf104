package io.refledger.weave.flow;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/*
 * Both sets begin with what the instructions alone would allow, and lose what the plan that was made
 * with them does not bear out; then the plan is made anew. Each round takes something away, so there
 * is a last one. What is left is sound: the plan that is kept was checked against it.
 */
/**
 * The values of one method that others hold: those of final fields, and results that are looked at
 * once.
 */
final class Loans {
  private final MethodNode method;

  /** The reads of final fields whose values are lent, by instruction. */
  private final BitSet lentReads;

  /** The calls whose result is looked at once and gone, by instruction. */
  private final BitSet glances;

  private Loans(MethodNode method, BitSet lentReads, BitSet glances) {
    this.method = method;
    this.lentReads = lentReads;
    this.glances = glances;
  }

  /** All that may be in a method of a class. */
  static Loans of(ClassNode owner, MethodNode method) {
    return new Loans(method, FinalReads.of(owner, method), Glances.of(method));
  }

  /** None. */
  static Loans none() {
    return new Loans(null, new BitSet(), new BitSet());
  }

  boolean isLent(int i) {
    return lentReads.get(i);
  }

  boolean isGlance(int i) {
    return glances.get(i);
  }

  /** After this, what is lent goes by the locals that hold its lender. */
  void passOn(HoldPlan plan) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = lentReads.nextSetBit(0); i >= 0; i = lentReads.nextSetBit(i + 1)) {
        int lender = isOfObject(i, plan) ? plan.groupAt(i, plan.depth(i) - 1) : -1;
        BitSet lending = lender < 0 ? null : plan.localsOfGroup(lender);
        if (lending == null) {
          continue;
        }
        BitSet lent = plan.locals(plan.groupOf(i));
        int size = lent.cardinality();
        lent.or(lending);
        changed |= lent.cardinality() != size;
      }
    }
  }

  private boolean isOfObject(int i, HoldPlan plan) {
    return plan.isReachable(i) && method.instructions.get(i).getOpcode() == Opcodes.GETFIELD;
  }

  /** Takes back what a plan does not bear out; returns whether that was anything. */
  boolean withdrawn(HoldPlan plan) {
    int count = lentReads.cardinality() + glances.cardinality();
    for (int i = lentReads.nextSetBit(0); i >= 0; i = lentReads.nextSetBit(i + 1)) {
      if (isOfObject(i, plan) && !lends(i, plan)) {
        lentReads.clear(i);
      }
    }
    for (int i = glances.nextSetBit(0); i >= 0; i = glances.nextSetBit(i + 1)) {
      if (plan.isReachable(i) && consumesUnits(i, plan)) {
        glances.clear(i);
      }
    }
    return lentReads.cardinality() + glances.cardinality() != count;
  }

  /**
   * A lender that came from the heap or from a call lends nothing: it may go as soon as its field
   * is read. Neither does one with a unit, which goes back then.
   */
  private static boolean lends(int i, HoldPlan plan) {
    int lender = plan.groupAt(i, plan.depth(i) - 1);
    return lender >= 0 && plan.isHeldElsewhere(lender);
  }

  /**
   * Where arguments have units, the result may be one of them: it must outlive the others by an
   * instruction.
   */
  private static boolean consumesUnits(int i, HoldPlan plan) {
    for (int p = plan.depth(i) - plan.consumed(i); p < plan.depth(i); p++) {
      if (plan.mayOwn(i, p)) {
        return true;
      }
    }
    return false;
  }
}
