package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.HookNames;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.WeaveRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ResourceMethodsTest {
  private static final String LISTED = ResourceMethodsTest.class.getName() + "$Listed";

  /** A class with a closing method. */
  static class Closeable {
    Closeable() {
      this(1);
    }

    Closeable(int number) {
      if (number < 0) {
        throw new IllegalArgumentException("negative: number=" + number);
      }
    }

    void close() {}

    static void close(int number) {}

    void open() {}
  }

  /** A listed class, which a method opens. */
  static class Listed extends Closeable {
    void open(int number) {
      if (number > 0) {
        return;
      }
      super.open();
    }
  }

  /** A class that has nothing to do with it. */
  static class Plain {
    void open() {}
  }

  @Test
  void closing_method_should_tell_at_its_entry() {
    MethodNode close = method(Closeable.class, "close", "()V");

    assertThat(hooks(close)).startsWith("closed");
  }

  @Test
  void static_method_of_a_closing_name_should_tell_nothing() {
    MethodNode close = method(Closeable.class, "close", "(I)V");

    assertThat(hooks(close)).doesNotContain("closed");
  }

  @Test
  void constructor_should_tell_at_its_return() {
    assertThat(hooks(method(Closeable.class, "<init>", "(I)V"))).contains("opened");
  }

  @Test
  void constructor_that_calls_another_one_should_leave_it_to_that_one() {
    assertThat(hooks(method(Closeable.class, "<init>", "()V"))).doesNotContain("opened");
  }

  @Test
  void opening_method_of_a_listed_class_should_tell_at_each_return() {
    assertThat(hooks(method(Listed.class, "open", "(I)V"))).filteredOn("opened"::equals).hasSize(2);
    assertThat(hooks(method(Listed.class, "<init>", "()V"))).doesNotContain("opened");
  }

  @Test
  void opening_method_of_another_class_should_tell_nothing() {
    assertThat(hooks(method(Closeable.class, "open", "()V"))).doesNotContain("opened");
    assertThat(hooks(method(Plain.class, "open", "()V"))).doesNotContain("opened");
    assertThat(hooks(method(Plain.class, "<init>", "()V"))).doesNotContain("opened");
  }

  private static List<String> hooks(MethodNode method) {
    List<String> hooks = new ArrayList<>();
    for (AbstractInsnNode x : method.instructions) {
      if (x instanceof MethodInsnNode call && call.owner.equals(HookNames.OWNER)) {
        hooks.add(call.name);
      }
    }
    hooks.remove("context");
    return hooks;
  }

  private static String internalName(Class<?> c) {
    return c.getName().replace('.', '/');
  }

  private static MethodNode method(Class<?> c, String name, String descriptor) {
    var request =
        new WeaveRequest(
            Locals.LEAN,
            new WovenSamples.CountingSites(),
            false,
            false,
            WeaveRequest.HUGE_METHOD_LIMIT,
            new OpenAndClose());
    ClassNode node = new ClassNode();
    new ClassReader(new Weaver(request).weave(bytesOf(c)).bytes()).accept(node, 0);
    return node.methods.stream()
        .filter(method -> method.name.equals(name) && method.desc.equals(descriptor))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] bytesOf(Class<?> c) {
    try (InputStream in = c.getResourceAsStream("/" + internalName(c) + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code close} closes; {@code open} opens objects of the listed class. */
  private static final class OpenAndClose implements ResourceMethods {
    @Override
    public int closer(String method) {
      return method.equals("close") ? 1 : 0;
    }

    @Override
    public int opener(String className, String method, boolean isCloseable) {
      boolean opens =
          className.equals(LISTED) ? method.equals("open") : isCloseable && method.equals("<init>");
      return opens ? 7 : 0;
    }
  }
}
