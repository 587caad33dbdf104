package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames.Hook;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A sequence of instructions under construction. */
final class Code {
  private final InsnList instructions = new InsnList();
  private final Slots slots;

  Code(Slots slots) {
    this.slots = slots;
  }

  Code add(AbstractInsnNode instruction) {
    instructions.add(instruction);
    return this;
  }

  /** Moves everything from {@code other} to the end. */
  Code add(Code other) {
    instructions.add(other.instructions);
    return this;
  }

  /** New code of the same method. */
  Code empty() {
    return new Code(slots);
  }

  Code op(int opcode) {
    return add(new InsnNode(opcode));
  }

  Code dup() {
    return op(Opcodes.DUP);
  }

  Code load(int slot) {
    return add(new VarInsnNode(Opcodes.ALOAD, slot));
  }

  Code store(int slot) {
    return add(new VarInsnNode(Opcodes.ASTORE, slot));
  }

  Code var(int opcode, int slot) {
    return add(new VarInsnNode(opcode, slot));
  }

  /** Nulls a holder. */
  Code clear(int slot) {
    return op(Opcodes.ACONST_NULL).store(slot);
  }

  Code constant(int value) {
    if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
      return add(new IntInsnNode(Opcodes.BIPUSH, value));
    }
    if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      return add(new IntInsnNode(Opcodes.SIPUSH, value));
    }
    return add(new LdcInsnNode(value));
  }

  /** Pushes the frame's context. */
  Code context() {
    slots.useContext();
    return load(slots.context());
  }

  /** Pushes context and site, the tail of most hooks' arguments. */
  Code at(int site) {
    return context().constant(site);
  }

  Code call(Hook hook) {
    return add(hook.call());
  }

  boolean isEmpty() {
    return instructions.size() == 0;
  }

  InsnList list() {
    return instructions;
  }
}
