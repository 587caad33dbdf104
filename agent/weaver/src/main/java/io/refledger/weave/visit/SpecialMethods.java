package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames.Hook;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The methods whose weaving does not follow from their instructions. */
public final class SpecialMethods implements Opcodes {
  private static final String LANG_ACCESS = "jdk/internal/access/JavaLangAccess";
  private static final String DEFINE_HIDDEN =
      "(Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[B"
          + "Ljava/security/ProtectionDomain;ZILjava/lang/Object;)Ljava/lang/Class;";

  private SpecialMethods() {}

  /**
   * Weaves {@code Object.<init>} wholly (a straight line: C2 crashes on a try block in it), and
   * prepares the definition of hidden classes, which bypass transformers.
   *
   * @return whether the method needs no further weaving
   */
  public static boolean weave(ClassNode owner, MethodNode method) {
    if (owner.name.equals("java/lang/Object") && method.name.equals("<init>")) {
      for (AbstractInsnNode x : method.instructions.toArray()) {
        if (x.getOpcode() == RETURN) {
          method.instructions.insertBefore(x, new VarInsnNode(ALOAD, 0));
          method.instructions.insertBefore(x, Hook.CREATED.call());
        }
      }
      return true;
    }
    if (owner.interfaces.contains(LANG_ACCESS)
        && method.name.equals("defineClass")
        && method.desc.equals(DEFINE_HIDDEN)) {
      defineHidden(method.instructions);
    } else if (owner.name.equals("java/lang/ref/Finalizer") && method.name.equals("register")) {
      passThrough(method.instructions);
    }
    return false;
  }

  /**
   * The VM calls this between the birth of an object with a finalizer and the return of {@code
   * Object.<init>}: the unit of the new object is taken in and handed on.
   */
  private static void passThrough(InsnList instructions) {
    for (AbstractInsnNode x : instructions.toArray()) {
      if (x.getOpcode() == RETURN) {
        instructions.insertBefore(x, handOver(Hook.RETURNING));
      }
    }
    instructions.insert(handOver(Hook.RESULT));
  }

  private static InsnList handOver(Hook hook) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, 0));
    code.add(Hook.CONTEXT.call());
    code.add(hook.call());
    return code;
  }

  /**
   * The bytes of a hidden class go through the weaver, and the class is told to the runtime when it
   * is there. Other classes come this way too, but a transformer will see them.
   */
  private static void defineHidden(InsnList instructions) {
    for (AbstractInsnNode x : instructions.toArray()) {
      if (x.getOpcode() == ARETURN) {
        instructions.insertBefore(x, new InsnNode(DUP));
        instructions.insertBefore(x, Hook.HIDDEN_DEFINED.call());
      }
    }
    InsnList entry = new InsnList();
    entry.add(new VarInsnNode(ALOAD, 8)); // class data: the VM keeps it in the class
    entry.add(Hook.IMMORTALIZE.call());
    entry.add(new VarInsnNode(ALOAD, 1)); // loader
    entry.add(new VarInsnNode(ALOAD, 3)); // name
    entry.add(new VarInsnNode(ALOAD, 4)); // bytes
    entry.add(new VarInsnNode(ILOAD, 7)); // flags
    entry.add(Hook.HIDDEN.call());
    entry.add(new VarInsnNode(ASTORE, 4));
    instructions.insert(entry);
  }
}
