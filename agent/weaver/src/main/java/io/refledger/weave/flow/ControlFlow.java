package io.refledger.weave.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where control can go from each instruction of a method that is not being changed meanwhile. */
public final class ControlFlow {
  private static final int[] NONE = {};

  private final InsnList instructions;
  private final int[][] handlersByInstruction;

  ControlFlow(MethodNode method) {
    this.instructions = method.instructions;
    this.handlersByInstruction = new int[instructions.size()][];
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int handler = instructions.indexOf(block.handler);
      int end = instructions.indexOf(block.end);
      for (int i = instructions.indexOf(block.start); i < end; i++) {
        handlersByInstruction[i] = append(handlersByInstruction[i], handler);
      }
    }
  }

  private static int[] append(int[] array, int value) {
    int[] old = array == null ? NONE : array;
    int[] grown = java.util.Arrays.copyOf(old, old.length + 1);
    grown[old.length] = value;
    return grown;
  }

  /** The labels that jumps, switches and exceptions lead to. */
  public static Set<LabelNode> jumpTargets(MethodNode method) {
    Set<LabelNode> targets = new HashSet<>();
    for (AbstractInsnNode x : method.instructions) {
      if (x instanceof JumpInsnNode jump) {
        targets.add(jump.label);
      } else if (x instanceof TableSwitchInsnNode table) {
        targets.addAll(table.labels);
        targets.add(table.dflt);
      } else if (x instanceof LookupSwitchInsnNode lookup) {
        targets.addAll(lookup.labels);
        targets.add(lookup.dflt);
      }
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      targets.add(block.handler);
    }
    return targets;
  }

  int size() {
    return instructions.size();
  }

  /** The handlers that an exception in instruction i can reach. */
  int[] handlers(int i) {
    return handlersByInstruction[i] == null ? NONE : handlersByInstruction[i];
  }

  /** The instructions that can follow instruction i normally, besides i + 1. */
  int[] targets(int i) {
    AbstractInsnNode x = instructions.get(i);
    if (x instanceof JumpInsnNode jump) {
      return new int[] {instructions.indexOf(jump.label)};
    }
    if (x instanceof TableSwitchInsnNode table) {
      return indexes(table.labels, table.dflt);
    }
    if (x instanceof LookupSwitchInsnNode lookup) {
      return indexes(lookup.labels, lookup.dflt);
    }
    return NONE;
  }

  private int[] indexes(List<LabelNode> labels, LabelNode otherwise) {
    int[] targets = new int[labels.size() + 1];
    for (int k = 0; k < labels.size(); k++) {
      targets[k] = instructions.indexOf(labels.get(k));
    }
    targets[labels.size()] = instructions.indexOf(otherwise);
    return targets;
  }

  /** Whether instruction i + 1 can follow instruction i. */
  boolean fallsThrough(int i) {
    return i + 1 < instructions.size() && fallsThroughOpcode(instructions.get(i).getOpcode());
  }

  private static boolean fallsThroughOpcode(int opcode) {
    return switch (opcode) {
      case Opcodes.GOTO, Opcodes.ATHROW, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.RET ->
          false;
      default -> opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN;
    };
  }
}
