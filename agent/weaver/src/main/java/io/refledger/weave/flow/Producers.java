package io.refledger.weave.flow;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where references on the stack come from. Producers are numbered: instruction i is producer i, the
 * exception of try block b is producer {@code instructions + b}. Values that meet at a join are
 * joined into one group (union-find).
 */
final class Producers {
  /** What a producer says about who holds its value. */
  enum Kind {
    /** Null, an immortal constant, or not tracked: needs no holder. */
    CONSTANT,
    /** A copy of a local variable, which holds it until it is overwritten or ends. */
    LOCAL,
    /** Read from a field or an array: held by nobody we can rely on. */
    HEAP,
    /** Arrives with a unit that this frame owns: a call's result, a new object, an exception. */
    OWNED
  }

  private final InsnList instructions;
  private final int[] parent;
  private final boolean[] isJoined;
  private final int instructionCount;

  /** Whose values are no tracked objects. */
  private BitSet untracked = new BitSet();

  Producers(InsnList instructions, int tryBlocks) {
    this.instructions = instructions;
    this.instructionCount = instructions.size();
    this.parent = new int[instructionCount + tryBlocks];
    this.isJoined = new boolean[parent.length];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
  }

  /** The values of these producers need nobody who holds them. */
  void leaveOut(BitSet untracked) {
    this.untracked = untracked;
  }

  /** Whether what was found not to be tracked is left out; a literal is not found, it is known. */
  boolean isLeftOut(int producer) {
    return untracked.get(producer) && !isLiteral(producer);
  }

  private boolean isLiteral(int producer) {
    if (producer >= instructionCount) {
      return false;
    }
    int opcode = instructions.get(producer).getOpcode();
    return opcode == Opcodes.ACONST_NULL || opcode == Opcodes.LDC;
  }

  int count() {
    return parent.length;
  }

  int ofHandler(int tryBlock) {
    return instructionCount + tryBlock;
  }

  /** The representative of the producer's group. */
  int group(int producer) {
    int root = producer;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  void join(int a, int b) {
    parent[group(a)] = group(b);
    isJoined[a] = true;
    isJoined[b] = true;
  }

  /** Whether the value of a producer meets no other one's at a join. */
  boolean isAlone(int producer) {
    return !isJoined[producer];
  }

  /** The local variable that a producer of kind LOCAL copies. */
  int local(int producer) {
    return ((VarInsnNode) instructions.get(producer)).var;
  }

  Kind kind(int producer) {
    if (untracked.get(producer)) {
      return Kind.CONSTANT;
    }
    if (producer >= instructionCount) {
      return Kind.OWNED;
    }
    AbstractInsnNode instruction = instructions.get(producer);
    return switch (instruction.getOpcode()) {
      case Opcodes.ACONST_NULL, Opcodes.LDC -> Kind.CONSTANT;
      case Opcodes.ALOAD -> Kind.LOCAL;
      case Opcodes.GETFIELD, Opcodes.GETSTATIC, Opcodes.AALOAD -> Kind.HEAP;
      default -> Kind.OWNED;
    };
  }
}
