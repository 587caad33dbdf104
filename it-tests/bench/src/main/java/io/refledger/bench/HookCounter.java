package io.refledger.bench;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * An agent that counts the calls of each hook: {@code -javaagent:benchmarks.jar} before RefLedger's
 * own. What it prints at exit are event counts; its own cost falsifies every time.
 *
 * <p>The counters are plain fields of the door class, which is seen when it is defined: with
 * several threads some events are lost.
 */
public final class HookCounter implements ClassFileTransformer {
  private static final String DOOR = "java/lang/RefLedgerHooks";
  private static final String COUNTER = "count$";

  private HookCounter() {}

  /** Entry point of the agent. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new HookCounter());
    Runtime.getRuntime().addShutdownHook(new Thread(HookCounter::print));
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (!DOOR.equals(className)) {
      return null;
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new CountingClass(writer), 0);
    return writer.toByteArray();
  }

  private static void print() {
    Map<String, Long> countByHook = new TreeMap<>();
    try {
      for (Field field : Class.forName(DOOR.replace('/', '.')).getFields()) {
        if (field.getName().startsWith(COUNTER)) {
          countByHook.put(field.getName().substring(COUNTER.length()), field.getLong(null));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("RefLedger's agent must stand behind this one", e);
    }
    countByHook.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            entry -> System.err.printf("hook %-28s %,16d%n", entry.getKey(), entry.getValue()));
  }

  private static final class CountingClass extends ClassVisitor {
    CountingClass(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (name.startsWith("<")) {
        return method;
      }
      FieldVisitor counter =
          super.visitField(
              Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, COUNTER + name, "J", null, null);
      counter.visitEnd();
      return new MethodVisitor(Opcodes.ASM9, method) {
        @Override
        public void visitCode() {
          super.visitCode();
          visitFieldInsn(Opcodes.GETSTATIC, DOOR, COUNTER + name, "J");
          visitInsn(Opcodes.LCONST_1);
          visitInsn(Opcodes.LADD);
          visitFieldInsn(Opcodes.PUTSTATIC, DOOR, COUNTER + name, "J");
        }
      };
    }
  }
}
