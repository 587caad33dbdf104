package io.refledger.weave;

import io.refledger.weave.spec.HookNames;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.commons.SimpleRemapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Loads {@link Samples} woven against {@link RecordingHooks} and runs them. */
final class WovenSamples extends ClassLoader {
  private static final String SAMPLES = "io.refledger.weave.Samples";

  private final Weaver weaver;
  private final Consumer<ClassNode> preparation;

  WovenSamples(Locals locals) {
    this(locals, node -> {});
  }

  /**
   * Samples that are loaded on demand.
   *
   * @param preparation what is done to their classes before they are woven
   */
  WovenSamples(Locals locals, Consumer<ClassNode> preparation) {
    super(WovenSamples.class.getClassLoader());
    this.preparation = preparation;
    this.weaver =
        new Weaver(
            new WeaveRequest(
                locals, new CountingSites(), true, true, WeaveRequest.HUGE_METHOD_LIMIT));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (name.startsWith(SAMPLES) && findLoadedClass(name) == null) {
        byte[] woven = remapped(weaver.weave(prepared(bytesOf(name))).bytes());
        return defineClass(name, woven, 0, woven.length);
      }
      return super.loadClass(name, resolve);
    }
  }

  private static byte[] bytesOf(String name) {
    try (InputStream in =
        WovenSamples.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] prepared(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    preparation.accept(node);
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  /**
   * Every method gets as many NOPs as fit under the limit of what is compiled: with locals or calls
   * it grows just over it when it is woven.
   */
  static void pad(ClassNode node) {
    for (MethodNode method : node.methods) {
      var size = new CodeSizeEvaluator(null);
      method.accept(size);
      for (int i = size.getMaxSize(); i < WeaveRequest.HUGE_METHOD_LIMIT - 8; i++) {
        method.instructions.insertBefore(lastReturn(method), new InsnNode(Opcodes.NOP));
      }
    }
  }

  /** The instruction by which a method is left at its end. */
  static AbstractInsnNode lastReturn(MethodNode method) {
    AbstractInsnNode x = method.instructions.getLast();
    while (x.getOpcode() < 0) {
      x = x.getPrevious();
    }
    return x;
  }

  private static byte[] remapped(byte[] woven) {
    ClassWriter writer = new ClassWriter(0);
    var remapper = new HookRemapper();
    new ClassReader(woven).accept(new ClassRemapper(writer, remapper), 0);
    return writer.toByteArray();
  }

  private static final class HookRemapper extends SimpleRemapper {
    HookRemapper() {
      super(
          Opcodes.ASM9,
          java.util.Map.of(
              HookNames.OWNER, "io/refledger/weave/RecordingHooks",
              HookNames.CONTEXT, "io/refledger/weave/RecordingContext"));
    }
  }

  /** Runs one sample; the log it left, with what it threw at the end. */
  List<String> run(String sample, Object... arguments) {
    RecordingHooks.reset();
    try {
      for (Method method : loadClass(SAMPLES, true).getDeclaredMethods()) {
        if (method.getName().equals(sample)) {
          method.setAccessible(true);
          method.invoke(null, arguments);
        }
      }
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalStateException)) {
        throw new AssertionError(e.getCause());
      }
      RecordingHooks.LOG.add("threw " + e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(sample, e);
    }
    RecordingHooks.dropOutcome();
    return List.copyOf(RecordingHooks.LOG);
  }

  /** Sites numbered as they come. */
  static final class CountingSites implements SiteNumbers {
    private final java.util.Map<String, Integer> stores = new java.util.HashMap<>();
    private int next;

    @Override
    public int method(String className, String method, String file, boolean application) {
      return ++next;
    }

    @Override
    public int site(int method, int line) {
      return ++next;
    }

    @Override
    public int storeSite(int method, int line, String owner, String field, String descriptor) {
      return stores.computeIfAbsent(owner + field, k -> ++next);
    }
  }
}
