package io.refledger.weave.visit;

import io.refledger.weave.spec.HookNames.Hook;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The methods whose weaving does not follow from their instructions. */
public final class SpecialMethods implements Opcodes {
  /**
   * What the JVM keeps to itself: one for each agent, to call its transformers through, and one for
   * each class of flight recorder events.
   */
  private static final Set<String> KEPT_BY_JVM =
      Set.of(
          "sun/instrument/InstrumentationImpl",
          "jdk/jfr/internal/handlers/EventHandler",
          "jdk/jfr/internal/event/EventConfiguration",
          "jdk/jfr/internal/EventWriter",
          "jdk/jfr/internal/event/EventWriter");

  private static final String LANG_ACCESS = "jdk/internal/access/JavaLangAccess";
  private static final String DEFINE_HIDDEN =
      "(Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[B"
          + "Ljava/security/ProtectionDomain;ZILjava/lang/Object;)Ljava/lang/Class;";

  /** What a release lies on the stack. */
  private static final int RELEASE_STACK = 3;

  private SpecialMethods() {}

  /**
   * Weaves {@code Object.<init>} wholly (a straight line: C2 crashes on a try block in it), leaves
   * what hooks call as it is, and prepares the definition of hidden classes, which bypass
   * transformers.
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
    if (owner.name.equals("java/lang/Thread") && method.name.equals("yield")) {
      return true; // hooks wait with it: native in 17, Java code in 25
    }
    if (owner.interfaces.contains(LANG_ACCESS)
        && method.name.equals("defineClass")
        && method.desc.equals(DEFINE_HIDDEN)) {
      defineHidden(method.instructions);
    } else if (owner.name.equals("java/lang/ClassLoader") && method.name.equals("addClass")) {
      method.instructions.insert(handOver(Hook.CLASS_DEFINED)); // the VM calls it for each class
    } else if (owner.name.equals("java/lang/ref/Finalizer") && method.name.equals("register")) {
      passThrough(method.instructions);
    } else if (owner.name.equals("java/lang/ref/Finalizer") && method.name.equals("runFinalizer")) {
      takeOver(method);
    } else if (KEPT_BY_JVM.contains(owner.name) && method.name.equals("<init>")) {
      immortalizeThis(method.instructions);
    } else if (owner.name.startsWith("jdk/internal/ref/")
        && method.name.equals("clean")
        && method.desc.equals("()V")
        && (method.access & ACC_ABSTRACT) == 0) {
      holdThis(owner, method);
    }
    return false;
  }

  /** Whether it is the class through which hidden classes are defined. */
  public static boolean isDefinerOfHiddenClasses(ClassNode owner) {
    return owner.interfaces.contains(LANG_ACCESS);
  }

  private static void immortalizeThis(InsnList instructions) {
    for (AbstractInsnNode x : instructions.toArray()) {
      if (x.getOpcode() == RETURN) {
        instructions.insertBefore(x, new VarInsnNode(ALOAD, 0));
        instructions.insertBefore(x, Hook.IMMORTALIZE.call());
      }
    }
  }

  /**
   * The thread of the JDK's cleaner has waited in the queue since before the agent: its frame is
   * not woven, and hands what it got from the queue straight to this method, which takes the unit
   * over.
   */
  private static void holdThis(ClassNode owner, MethodNode method) {
    InsnList instructions = method.instructions;
    var begin = new LabelNode();
    var end = new LabelNode();
    for (AbstractInsnNode x : instructions.toArray()) {
      if (x.getOpcode() == RETURN) {
        instructions.insertBefore(x, release());
      }
    }
    InsnList entry = handOver(Hook.RESULT);
    entry.add(begin);
    instructions.insert(entry);
    instructions.add(end);
    instructions.add(
        new FrameNode(
            F_NEW, 1, new Object[] {owner.name}, 1, new Object[] {"java/lang/Throwable"}));
    instructions.add(release());
    instructions.add(new InsnNode(ATHROW));
    method.tryCatchBlocks.add(new TryCatchBlockNode(begin, end, end, null));
    method.maxStack += RELEASE_STACK;
  }

  /**
   * The same of the finalizer's thread. Nothing is thrown out of this method, and its monitors
   * would not go together with a handler.
   */
  private static void takeOver(MethodNode method) {
    InsnList instructions = method.instructions;
    for (AbstractInsnNode x : instructions.toArray()) {
      if (x.getOpcode() == RETURN) {
        instructions.insertBefore(x, release());
      }
    }
    instructions.insert(handOver(Hook.RESULT));
    method.maxStack += RELEASE_STACK;
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

  private static InsnList release() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(ALOAD, 0));
    code.add(Hook.CONTEXT.call());
    code.add(new InsnNode(ICONST_0));
    code.add(Hook.UNPIN.call());
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
