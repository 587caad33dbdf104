package io.refledger.weave.flow;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Names each reference on the stack by its producer. Locals carry no producer, so that joining them
 * is free.
 */
final class StackInterpreter extends Interpreter<StackValue> implements Opcodes {
  private final InsnList instructions;
  private final List<TryCatchBlockNode> tryBlocks;
  private final Producers producers;

  StackInterpreter(MethodNode method, Producers producers) {
    super(ASM9);
    this.instructions = method.instructions;
    this.tryBlocks = method.tryCatchBlocks;
    this.producers = producers;
  }

  @Override
  public StackValue newValue(Type type) {
    if (type == null) {
      return StackValue.UNKNOWN;
    }
    return switch (type.getSort()) {
      case Type.VOID -> null;
      case Type.LONG, Type.DOUBLE -> StackValue.LONG;
      case Type.OBJECT, Type.ARRAY -> StackValue.LOCAL_REFERENCE;
      default -> StackValue.WORD;
    };
  }

  @Override
  public StackValue newExceptionValue(
      TryCatchBlockNode block, Frame<StackValue> handler, Type exceptionType) {
    return new StackValue(1, true, producers.ofHandler(tryBlocks.indexOf(block)));
  }

  private StackValue produced(AbstractInsnNode instruction) {
    return new StackValue(1, true, instructions.indexOf(instruction));
  }

  private StackValue ofType(AbstractInsnNode instruction, Type type) {
    StackValue value = newValue(type);
    return value != null && value.isReference() ? produced(instruction) : value;
  }

  @Override
  public StackValue newOperation(AbstractInsnNode instruction) {
    return switch (instruction.getOpcode()) {
      case ACONST_NULL, NEW -> produced(instruction);
      case LCONST_0, LCONST_1, DCONST_0, DCONST_1 -> StackValue.LONG;
      case LDC -> ofConstant((LdcInsnNode) instruction);
      case GETSTATIC -> ofType(instruction, Type.getType(((FieldInsnNode) instruction).desc));
      default -> StackValue.WORD;
    };
  }

  private StackValue ofConstant(LdcInsnNode ldc) {
    Object constant = ldc.cst;
    if (constant instanceof Long || constant instanceof Double) {
      return StackValue.LONG;
    }
    if (constant instanceof Integer || constant instanceof Float) {
      return StackValue.WORD;
    }
    if (constant instanceof org.objectweb.asm.ConstantDynamic dynamic) {
      return ofType(ldc, Type.getType(dynamic.getDescriptor()));
    }
    return produced(ldc);
  }

  @Override
  public StackValue copyOperation(AbstractInsnNode instruction, StackValue value) {
    return switch (instruction.getOpcode()) {
      case ALOAD -> produced(instruction);
      case ASTORE -> value.isReference() ? StackValue.LOCAL_REFERENCE : value;
      default -> value;
    };
  }

  @Override
  public StackValue unaryOperation(AbstractInsnNode instruction, StackValue value) {
    return switch (instruction.getOpcode()) {
      case LNEG, DNEG, I2L, I2D, L2D, F2L, F2D, D2L -> StackValue.LONG;
      case GETFIELD -> ofType(instruction, Type.getType(((FieldInsnNode) instruction).desc));
      case NEWARRAY, ANEWARRAY -> produced(instruction);
      case CHECKCAST -> value;
      default -> StackValue.WORD;
    };
  }

  @Override
  public StackValue binaryOperation(AbstractInsnNode instruction, StackValue a, StackValue b) {
    return switch (instruction.getOpcode()) {
      case AALOAD -> produced(instruction);
      case LALOAD,
          DALOAD,
          LADD,
          DADD,
          LSUB,
          DSUB,
          LMUL,
          DMUL,
          LDIV,
          DDIV,
          LREM,
          DREM,
          LSHL,
          LSHR,
          LUSHR,
          LAND,
          LOR,
          LXOR ->
          StackValue.LONG;
      default -> StackValue.WORD;
    };
  }

  @Override
  public StackValue ternaryOperation(
      AbstractInsnNode instruction, StackValue a, StackValue b, StackValue c) {
    return null;
  }

  @Override
  public StackValue naryOperation(AbstractInsnNode instruction, List<? extends StackValue> values) {
    if (instruction instanceof MethodInsnNode call) {
      return ofType(call, Type.getReturnType(call.desc));
    }
    if (instruction instanceof InvokeDynamicInsnNode call) {
      return ofType(call, Type.getReturnType(call.desc));
    }
    return produced(instruction);
  }

  @Override
  public void returnOperation(AbstractInsnNode instruction, StackValue value, StackValue expected) {
    // Nothing to learn from a return.
  }

  @Override
  public StackValue merge(StackValue a, StackValue b) {
    if (a.equals(b)) {
      return a;
    }
    if (a.isReference() && b.isReference()) {
      if (a.producer() < 0 || b.producer() < 0) {
        return a.producer() < 0 ? a : b;
      }
      producers.join(a.producer(), b.producer());
      return a;
    }
    if (!a.isReference()
        && !b.isReference()
        && a.size() == b.size()
        && a.producer() == b.producer()) {
      return a;
    }
    return StackValue.UNKNOWN;
  }
}
