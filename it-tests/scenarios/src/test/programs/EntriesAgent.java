import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** An agent that has each method of some classes of the JDK, and of the program, count its entries. */
public final class EntriesAgent implements ClassFileTransformer {
  private static final Set<String> OF_JDK =
      Set.of(
          "java/util/ArrayList",
          "java/util/ArrayList$Itr",
          "java/util/HashMap",
          "java/util/HashMap$HashIterator",
          "java/util/LinkedHashMap",
          "java/util/ArrayDeque",
          "java/util/concurrent/ConcurrentHashMap",
          "java/util/Optional");

  private final Map<String, Integer> numbers = new HashMap<>();

  private EntriesAgent() {}

  /** The argument is the jar of {@link Entries}. */
  public static void premain(String jar, Instrumentation instrumentation)
      throws IOException, UnmodifiableClassException {
    try (JarFile counts = new JarFile(jar)) {
      instrumentation.appendToBootstrapClassLoaderSearch(counts);
    }
    instrumentation.addTransformer(new EntriesAgent(), true);
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      if (OF_JDK.contains(each.getName().replace('.', '/'))) {
        loaded.add(each);
      }
    }
    instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] classFile) {
    return name != null && (OF_JDK.contains(name) || name.startsWith("Observed"))
        ? counting(name, classFile)
        : null;
  }

  private byte[] counting(String className, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            int number = number(className + "." + name + descriptor);
            return new MethodVisitor(
                Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
              @Override
              public void visitCode() {
                super.visitCode();
                visitLdcInsn(number);
                visitMethodInsn(Opcodes.INVOKESTATIC, "Entries", "entered", "(I)V", false);
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  private synchronized int number(String method) {
    Integer known = numbers.get(method);
    if (known == null) {
      known = numbers.size();
      numbers.put(method, known);
      Entries.name(known, method);
    }
    return known;
  }
}
