package io.refledger.weave.visit;

import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Methods that keep nothing of what they are given, although they are not woven: a list written by
 * hand. What they return they were given, or is a copy of it, or is no tracked object.
 */
final class Harmless {
  /** Of any class: by convention they only look. */
  private static final Set<String> OF_ANY_CLASS =
      Set.of(
          "equals(Ljava/lang/Object;)Z",
          "hashCode()I",
          "toString()Ljava/lang/String;",
          "compareTo(Ljava/lang/Object;)I",
          "getClass()Ljava/lang/Class;");

  private static final Set<String> OF_ONE_CLASS =
      Set.of(
          "java/lang/Object.<init>",
          "java/lang/Object.clone",
          "java/lang/Record.<init>",
          "java/lang/Enum.<init>",
          "java/lang/Class.cast",
          "java/lang/Class.isInstance",
          "java/lang/String.valueOf",
          "java/lang/StringBuilder.append",
          "java/lang/StringBuffer.append",
          "java/lang/System.arraycopy",
          "java/lang/System.identityHashCode",
          "java/lang/Thread.holdsLock",
          "java/lang/reflect/Array.newInstance",
          "java/lang/reflect/Array.set",
          "java/io/PrintStream.print",
          "java/io/PrintStream.println",
          "java/util/Arrays.copyOf",
          "java/util/Arrays.copyOfRange",
          "java/util/Objects.equals",
          "java/util/Objects.hash",
          "java/util/Objects.hashCode",
          "java/util/Objects.isNull",
          "java/util/Objects.nonNull",
          "java/util/Objects.requireNonNull",
          "java/util/Objects.requireNonNullElse",
          "java/util/Objects.toString");

  private static final Set<String> BOOTSTRAPS =
      Set.of(
          "java/lang/invoke/StringConcatFactory",
          "java/lang/runtime/ObjectMethods",
          "java/lang/runtime/SwitchBootstraps");

  private Harmless() {}

  static boolean isMethod(MethodInsnNode call) {
    return OF_ONE_CLASS.contains(call.owner + "." + call.name);
  }

  /** Whether a method of this name does not keep what it is given, whatever its class. */
  static boolean onlyLooks(MethodInsnNode call) {
    return OF_ANY_CLASS.contains(call.name + call.desc);
  }

  /** Whether what this method links keeps nothing that it captures. */
  static boolean isBootstrap(Handle method) {
    return BOOTSTRAPS.contains(method.getOwner());
  }
}
