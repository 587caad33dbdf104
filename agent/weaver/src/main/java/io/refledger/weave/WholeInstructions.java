package io.refledger.weave;

import java.util.Iterator;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/*
 * A label in the middle of an instruction is nowhere in the tree, and the writer takes it for the
 * method's beginning. The JVM refuses code with such a jump, and does not look at what debugging tables
 * say; but it refuses the class if a range in them ends before it begins, as it would be written.
 */
/** Whether what code and tables refer to are instructions. */
final class WholeInstructions {
  private WholeInstructions() {}

  /**
   * Takes out entries of debugging tables that no debugger could use.
   *
   * @throws IllegalArgumentException if code refers to the middle of an instruction
   */
  static void check(ClassNode node) {
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode x : method.instructions) {
        checkTargets(x, method.instructions);
      }
      for (TryCatchBlockNode block : method.tryCatchBlocks) {
        check(block.start, method.instructions);
        check(block.end, method.instructions);
        check(block.handler, method.instructions);
      }
      if (method.localVariables != null) {
        removeBroken(method.localVariables, method.instructions);
      }
    }
  }

  private static void checkTargets(AbstractInsnNode x, InsnList code) {
    if (x instanceof JumpInsnNode jump) {
      check(jump.label, code);
    } else if (x instanceof TableSwitchInsnNode table) {
      check(table.dflt, code);
      checkAll(table.labels, code);
    } else if (x instanceof LookupSwitchInsnNode lookup) {
      check(lookup.dflt, code);
      checkAll(lookup.labels, code);
    }
  }

  private static void checkAll(List<LabelNode> labels, InsnList code) {
    for (int i = 0; i < labels.size(); i++) {
      check(labels.get(i), code);
    }
  }

  private static void check(LabelNode label, InsnList code) {
    if (!isIn(code, label)) {
      throw new IllegalArgumentException("code refers to the middle of an instruction");
    }
  }

  private static void removeBroken(List<LocalVariableNode> variables, InsnList code) {
    for (Iterator<LocalVariableNode> each = variables.iterator(); each.hasNext(); ) {
      LocalVariableNode variable = each.next();
      boolean isWhole = isIn(code, variable.start) && isIn(code, variable.end);
      if (!isWhole || code.indexOf(variable.start) > code.indexOf(variable.end)) {
        each.remove();
      }
    }
  }

  /** A label that was never met has no place. */
  private static boolean isIn(InsnList code, LabelNode label) {
    int index = code.indexOf(label);
    return index >= 0 && index < code.size() && code.get(index) == label;
  }
}
