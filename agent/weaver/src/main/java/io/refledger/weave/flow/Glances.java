package io.refledger.weave.flow;

import java.util.BitSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Calls whose result is used by the next instruction only, and for nothing that the ledger sees: it
 * is dropped, compared with null, or a primitive is read out of it. Between the callee's return and
 * that instruction nothing happens, so the result needs no unit of this frame.
 */
final class Glances {
  private Glances() {}

  /** Their numbers. */
  static BitSet of(MethodNode method) {
    BitSet glances = new BitSet();
    Set<LabelNode> joins = ControlFlow.jumpTargets(method);
    int i = 0;
    for (AbstractInsnNode x : method.instructions) {
      if (returnsReference(x) && isGlance(next(x, joins))) {
        glances.set(i);
      }
      i++;
    }
    return glances;
  }

  private static boolean returnsReference(AbstractInsnNode x) {
    if (x instanceof MethodInsnNode call) {
      return Type.getReturnType(call.desc).getSort() >= Type.ARRAY && !call.name.equals("clone");
    }
    return x instanceof InvokeDynamicInsnNode;
  }

  /** The instruction that gets the value on top, null where others may bring one too. */
  private static AbstractInsnNode next(AbstractInsnNode call, Set<LabelNode> joins) {
    AbstractInsnNode x = call.getNext();
    while (x != null && (x.getOpcode() < 0 || x.getOpcode() == Opcodes.CHECKCAST)) {
      if (x instanceof FrameNode || (x instanceof LabelNode && joins.contains(x))) {
        return null;
      }
      x = x.getNext();
    }
    return x;
  }

  private static boolean isGlance(AbstractInsnNode use) {
    if (use == null) {
      return false;
    }
    return switch (use.getOpcode()) {
      case Opcodes.POP,
          Opcodes.IFNULL,
          Opcodes.IFNONNULL,
          Opcodes.INSTANCEOF,
          Opcodes.ARRAYLENGTH ->
          true;
      case Opcodes.GETFIELD -> ((FieldInsnNode) use).desc.length() == 1;
      default -> false;
    };
  }
}
