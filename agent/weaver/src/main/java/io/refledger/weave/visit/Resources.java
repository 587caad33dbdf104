package io.refledger.weave.visit;

import io.refledger.weave.flow.LocalRanges;
import io.refledger.weave.flow.SuperCalls;
import io.refledger.weave.spec.HookNames.Hook;
import io.refledger.weave.spec.ResourceMethods;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Methods that open or close. Class files do not say of what kind an object is: every method with
 * the name of a closing one tells the runtime, which knows the object's class.
 */
public final class Resources implements Opcodes {
  private Resources() {}

  /** A closing method tells at its entry: an object counts as closed even if closing fails. */
  public static void close(MethodNode method, ResourceMethods resources) {
    if (!isInstanceMethod(method) || method.instructions.size() == 0) {
      return;
    }
    int closer = resources.closer(method.name);
    if (closer != 0) {
      InsnList code = new InsnList();
      code.add(new VarInsnNode(ALOAD, 0));
      code.add(
          closer <= Short.MAX_VALUE ? new IntInsnNode(SIPUSH, closer) : new LdcInsnNode(closer));
      code.add(Hook.CLOSED.call());
      method.instructions.insert(code);
      method.maxStack = Math.max(method.maxStack, 2);
    }
  }

  private static boolean isInstanceMethod(MethodNode method) {
    return (method.access & ACC_STATIC) == 0 && !method.name.equals("<init>");
  }

  /**
   * The number by which a method tells at its returns that {@code this} is open; 0: it does not.
   */
  static int opener(
      ClassNode owner, MethodNode method, SuperCalls superCalls, ResourceMethods resources) {
    boolean isInstance = (method.access & ACC_STATIC) == 0 && (owner.access & ACC_INTERFACE) == 0;
    if (!isInstance || callsThis(owner, method, superCalls)) {
      return 0;
    }
    int opener =
        resources.opener(owner.name.replace('/', '.'), method.name, isCloseable(owner, resources));
    return opener != 0 && keepsThis(method) ? opener : 0;
  }

  /** A constructor that calls another one of its class: that one tells. */
  private static boolean callsThis(ClassNode owner, MethodNode method, SuperCalls superCalls) {
    for (int i = 0; i < method.instructions.size() && !superCalls.isEmpty(); i++) {
      if (superCalls.contains(i)
          && method.instructions.get(i) instanceof MethodInsnNode call
          && call.owner.equals(owner.name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCloseable(ClassNode owner, ResourceMethods resources) {
    for (MethodNode method : owner.methods) {
      if (isInstanceMethod(method) && resources.closer(method.name) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether local 0 is {@code this} wherever the method returns, for the verifier too. */
  private static boolean keepsThis(MethodNode method) {
    for (AbstractInsnNode x : method.instructions) {
      boolean isOverwritten =
          x instanceof VarInsnNode variable
              && variable.var == 0
              && LocalRanges.isStore(variable.getOpcode());
      boolean isGivenUp =
          x instanceof FrameNode frame && (frame.local.isEmpty() || frame.local.get(0) == TOP);
      if (isOverwritten || isGivenUp) {
        return false;
      }
    }
    return true;
  }
}
