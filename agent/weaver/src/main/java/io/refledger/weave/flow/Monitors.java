package io.refledger.weave.flow;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * How many monitors of this frame are held before each instruction. A catch-all over a range that
 * holds one makes C2 give the method up for ever, so such ranges are left out of it.
 */
public final class Monitors {
  private final int[] depthByInstruction;

  private Monitors(int[] depthByInstruction) {
    this.depthByInstruction = depthByInstruction;
  }

  /** Whether a monitor may be held before instruction i, or is released by it. */
  public boolean isHeld(int i) {
    return depthByInstruction[i] > 0;
  }

  /** Follows every path of the method once. */
  public static Monitors of(MethodNode method) {
    InsnList instructions = method.instructions;
    int[] depth = new int[instructions.size()];
    boolean any = false;
    for (AbstractInsnNode x : instructions) {
      any |= x.getOpcode() == Opcodes.MONITORENTER;
    }
    if (any) {
      Arrays.fill(depth, -1);
      follow(method, depth);
    }
    return new Monitors(depth);
  }

  private static void follow(MethodNode method, int[] depth) {
    ControlFlow flow = new ControlFlow(method);
    ArrayDeque<int[]> work = new ArrayDeque<>();
    work.push(new int[] {0, 0});
    while (!work.isEmpty()) {
      int[] at = work.pop();
      int i = at[0];
      if (depth[i] >= 0) {
        continue;
      }
      depth[i] = at[1];
      int after = Math.max(0, at[1] + change(method.instructions.get(i).getOpcode()));
      for (int next : flow.targets(i)) {
        work.push(new int[] {next, after});
      }
      if (flow.fallsThrough(i)) {
        work.push(new int[] {i + 1, after});
      }
      for (int handler : flow.handlers(i)) {
        work.push(new int[] {handler, at[1]});
      }
    }
  }

  private static int change(int opcode) {
    return switch (opcode) {
      case Opcodes.MONITORENTER -> 1;
      case Opcodes.MONITOREXIT -> -1;
      default -> 0;
    };
  }
}
