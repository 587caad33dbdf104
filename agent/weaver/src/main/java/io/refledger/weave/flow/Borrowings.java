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
final class Borrowings {
  private final MethodNode method;

  /** The reads of final fields whose values are borrowed, by instruction. */
  private final BitSet borrowedReads;

  /** The calls whose result is looked at once and gone, by instruction. */
  private final BitSet glances;

  private Borrowings(MethodNode method, BitSet borrowedReads, BitSet glances) {
    this.method = method;
    this.borrowedReads = borrowedReads;
    this.glances = glances;
  }

  /** All that may be in a method of a class. */
  static Borrowings of(ClassNode owner, MethodNode method) {
    return new Borrowings(method, FinalReads.of(owner, method), Glances.of(method));
  }

  /** None. */
  static Borrowings none() {
    return new Borrowings(null, new BitSet(), new BitSet());
  }

  boolean isBorrowed(int i) {
    return borrowedReads.get(i);
  }

  boolean isGlance(int i) {
    return glances.get(i);
  }

  /** After this, what is borrowed goes by the locals that hold its owner. */
  void passOn(HoldPlan plan) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = borrowedReads.nextSetBit(0); i >= 0; i = borrowedReads.nextSetBit(i + 1)) {
        int owner = isOfObject(i, plan) ? plan.groupAt(i, plan.depth(i) - 1) : -1;
        BitSet holding = owner < 0 ? null : plan.localsOfGroup(owner);
        if (holding == null) {
          continue;
        }
        BitSet borrowing = plan.locals(plan.groupOf(i));
        int size = borrowing.cardinality();
        borrowing.or(holding);
        changed |= borrowing.cardinality() != size;
      }
    }
  }

  private boolean isOfObject(int i, HoldPlan plan) {
    return plan.isReachable(i) && method.instructions.get(i).getOpcode() == Opcodes.GETFIELD;
  }

  /** Takes back what a plan does not bear out; returns whether that was anything. */
  boolean withdrawn(HoldPlan plan) {
    int count = borrowedReads.cardinality() + glances.cardinality();
    for (int i = borrowedReads.nextSetBit(0); i >= 0; i = borrowedReads.nextSetBit(i + 1)) {
      if (isOfObject(i, plan) && !mayBorrow(i, plan)) {
        borrowedReads.clear(i);
      }
    }
    for (int i = glances.nextSetBit(0); i >= 0; i = glances.nextSetBit(i + 1)) {
      if (plan.isReachable(i) && consumesUnits(i, plan)) {
        glances.clear(i);
      }
    }
    return borrowedReads.cardinality() + glances.cardinality() != count;
  }

  /**
   * Nothing is borrowed from an object that came from the heap or from a call: it may go as soon as
   * its field is read. Nor from one with a unit, which goes back then.
   */
  private static boolean mayBorrow(int i, HoldPlan plan) {
    int owner = plan.groupAt(i, plan.depth(i) - 1);
    return owner >= 0 && plan.isHeldElsewhere(owner);
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
