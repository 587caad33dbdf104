package io.refledger.weave.flow;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The instructions of a method that read final fields of its own class. What such a field refers to
 * lives as long as its object, or its class.
 */
final class FinalReads {
  /** {@code System.out} and its like are final, and a native stores to them. */
  private static final String SYSTEM = "java/lang/System";

  private FinalReads() {}

  /** Their numbers. */
  static BitSet of(ClassNode owner, MethodNode method) {
    BitSet reads = new BitSet();
    Set<String> finals = new HashSet<>();
    for (FieldNode field : owner.fields) {
      if ((field.access & Opcodes.ACC_FINAL) != 0 && field.desc.length() > 1) {
        finals.add(field.name + field.desc);
      }
    }
    if (finals.isEmpty() || owner.name.equals(SYSTEM)) {
      return reads;
    }
    int i = 0;
    for (AbstractInsnNode x : method.instructions) {
      if (x instanceof FieldInsnNode field
          && (field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.GETSTATIC)
          && field.owner.equals(owner.name)
          && finals.contains(field.name + field.desc)) {
        reads.set(i);
      }
      i++;
    }
    return reads;
  }
}
