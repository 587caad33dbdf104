package io.refledger.weave.visit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;

/** The ranges that a catch-all covers: stretches of instructions, in the order of the code. */
final class CatchRanges {
  private final List<LabelNode[]> ranges = new ArrayList<>();
  private LabelNode open;
  private boolean needed;

  /** Tells whether an instruction to be covered can throw while this frame holds something. */
  void observe(boolean throwsWhileHolding) {
    needed |= throwsWhileHolding;
  }

  boolean isNeeded() {
    return needed;
  }

  List<LabelNode[]> ranges() {
    return ranges;
  }

  /** Called before code is inserted in front of instruction x. */
  void place(InsnList instructions, AbstractInsnNode x, boolean isCovered) {
    if (!needed) {
      return;
    }
    if (!isCovered) {
      if (open != null) {
        LabelNode end = new LabelNode();
        instructions.insertBefore(x, end);
        close(end);
      }
    } else if (open == null) {
      open = new LabelNode();
      instructions.insertBefore(x, open);
    }
  }

  /**
   * Ends the range right behind instruction x, whose code behind it stands: that is not covered.
   */
  void endAfter(InsnList instructions, AbstractInsnNode x) {
    if (open != null) {
      LabelNode end = new LabelNode();
      instructions.insert(x, end);
      close(end);
    }
  }

  /** Ends the last range at the end of the method. */
  void close(InsnList instructions) {
    if (open != null) {
      LabelNode end = new LabelNode();
      instructions.add(end);
      close(end);
    }
  }

  private void close(LabelNode end) {
    ranges.add(new LabelNode[] {open, end});
    open = null;
  }
}
