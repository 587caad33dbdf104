package io.refledger.weave.visit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;

/**
 * The ranges that the catch-all covers: from the first instruction (in a constructor, from the end
 * of super()) to the last, less every stretch that holds a monitor.
 */
final class CatchRanges {
  private final int superCall;
  private final List<LabelNode[]> ranges = new ArrayList<>();
  private LabelNode open;
  private boolean needed;

  CatchRanges(int superCall) {
    this.superCall = superCall;
  }

  /** Tells whether instruction i can throw while this frame holds something. */
  void observe(int i, boolean throwsWhileHolding) {
    needed |= throwsWhileHolding && i > superCall;
  }

  boolean isNeeded() {
    return needed;
  }

  List<LabelNode[]> ranges() {
    return ranges;
  }

  /** Called before code is inserted in front of instruction i. */
  void place(InsnList instructions, AbstractInsnNode x, int i, boolean holdsMonitor) {
    if (!needed || i <= superCall) {
      return;
    }
    if (holdsMonitor) {
      close(instructions, x);
    } else if (open == null) {
      open = new LabelNode();
      instructions.insertBefore(x, open);
    }
  }

  private void close(InsnList instructions, AbstractInsnNode before) {
    if (open != null) {
      LabelNode end = new LabelNode();
      instructions.insertBefore(before, end);
      ranges.add(new LabelNode[] {open, end});
      open = null;
    }
  }

  /** Called when the code behind instruction x stands: nothing after a MONITORENTER is covered. */
  void after(InsnList instructions, AbstractInsnNode x) {
    if (x.getOpcode() == Opcodes.MONITORENTER && open != null) {
      LabelNode end = new LabelNode();
      instructions.insert(x, end);
      ranges.add(new LabelNode[] {open, end});
      open = null;
    }
  }

  /** Ends the last range at the end of the method. */
  void close(InsnList instructions) {
    if (open != null) {
      LabelNode end = new LabelNode();
      instructions.add(end);
      ranges.add(new LabelNode[] {open, end});
      open = null;
    }
  }
}
