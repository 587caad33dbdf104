package io.refledger.weave.flow;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;

/**
 * How many values an instruction takes from the stack, and how the stack-only instructions move
 * them.
 */
public final class StackEffect implements Opcodes {
  private static final int[] NONE = {};

  private StackEffect() {}

  /** Whether the instruction only moves values on the stack (DUP family, SWAP). */
  public static boolean isShuffle(int opcode) {
    return opcode >= DUP && opcode <= SWAP;
  }

  /**
   * The number of values (a long is one) that the instruction consumes; shuffles and CHECKCAST: 0.
   */
  public static int consumed(AbstractInsnNode instruction, StackValue top) {
    if (instruction instanceof MethodInsnNode call) {
      return Type.getArgumentTypes(call.desc).length + (call.getOpcode() == INVOKESTATIC ? 0 : 1);
    }
    if (instruction instanceof InvokeDynamicInsnNode call) {
      return Type.getArgumentTypes(call.desc).length;
    }
    if (instruction instanceof MultiANewArrayInsnNode array) {
      return array.dims;
    }
    int opcode = instruction.getOpcode();
    if (opcode < IALOAD) {
      return 0;
    }
    if (opcode <= SALOAD) {
      return 2;
    }
    if (opcode <= ASTORE) {
      return 1;
    }
    if (opcode <= SASTORE) {
      return 3;
    }
    return later(opcode, top);
  }

  private static int later(int opcode, StackValue top) {
    return switch (opcode) {
      case POP2 -> top.size() == 2 ? 1 : 2;
      case DUP, DUP_X1, DUP_X2, DUP2, DUP2_X1, DUP2_X2, SWAP, CHECKCAST, IINC, GOTO, JSR, RET -> 0;
      case RETURN, GETSTATIC, NEW -> 0;
      case INEG, LNEG, FNEG, DNEG -> 1;
      case LCMP, FCMPL, FCMPG, DCMPL, DCMPG, PUTFIELD -> 2;
      case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE ->
          2;
      default -> opcode >= IADD && opcode <= LXOR ? 2 : 1;
    };
  }

  /**
   * The moves of a shuffle. Entry k of the result is the value at position {@code base + k} after
   * it, given as the position (relative to base) where the value lay before; base is the number of
   * values below the ones it touches, {@code depth - touched}.
   *
   * @param values the values on the stack before, bottom first
   */
  public static int[] moves(int opcode, StackValue[] values) {
    int n = values.length;
    boolean wideTop = values[n - 1].size() == 2;
    return switch (opcode) {
      case DUP -> new int[] {0, 0};
      case DUP_X1 -> new int[] {1, 0, 1};
      case DUP_X2 -> values[n - 2].size() == 2 ? new int[] {1, 0, 1} : new int[] {2, 0, 1, 2};
      case DUP2 -> wideTop ? new int[] {0, 0} : new int[] {0, 1, 0, 1};
      case DUP2_X1 -> wideTop ? new int[] {1, 0, 1} : new int[] {1, 2, 0, 1, 2};
      case DUP2_X2 -> dup2X2(values, wideTop);
      case SWAP -> new int[] {1, 0};
      default -> NONE;
    };
  }

  private static int[] dup2X2(StackValue[] values, boolean wideTop) {
    int n = values.length;
    if (wideTop) {
      return values[n - 2].size() == 2 ? new int[] {1, 0, 1} : new int[] {2, 0, 1, 2};
    }
    return values[n - 3].size() == 2 ? new int[] {1, 2, 0, 1, 2} : new int[] {2, 3, 0, 1, 2, 3};
  }

  /** The number of values that {@link #moves} touches before the shuffle. */
  public static int touched(int[] moves) {
    int highest = 0;
    for (int source : moves) {
      highest = Math.max(highest, source);
    }
    return highest + 1;
  }
}
