package io.refledger.weave.visit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;

/**
 * Gives every NEW that a StackMap frame names as an uninitialized type a label of its own. Code
 * inserted behind the old label would move it away from the NEW, which the verifier refuses.
 */
final class NewLabels {
  private NewLabels() {}

  static void refresh(InsnList instructions, AbstractInsnNode[] original) {
    Map<LabelNode, LabelNode> freshByOld = new HashMap<>();
    for (AbstractInsnNode x : original) {
      if (x instanceof FrameNode frame) {
        frame.local = refreshed(frame.local, instructions, freshByOld);
        frame.stack = refreshed(frame.stack, instructions, freshByOld);
      }
    }
  }

  private static List<Object> refreshed(
      List<Object> types, InsnList instructions, Map<LabelNode, LabelNode> freshByOld) {
    if (types == null) {
      return null;
    }
    List<Object> result = new ArrayList<>(types);
    for (int i = 0; i < result.size(); i++) {
      if (result.get(i) instanceof LabelNode old) {
        LabelNode known = freshByOld.get(old);
        if (known == null) {
          known = fresh(old, instructions);
          freshByOld.put(old, known);
        }
        result.set(i, known);
      }
    }
    return result;
  }

  private static LabelNode fresh(LabelNode old, InsnList instructions) {
    AbstractInsnNode x = old;
    while (x.getOpcode() != Opcodes.NEW) {
      x = x.getNext();
    }
    LabelNode label = new LabelNode();
    instructions.insertBefore(x, label);
    return label;
  }
}
