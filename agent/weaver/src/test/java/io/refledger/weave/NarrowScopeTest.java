package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.HookNames;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.Scope;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NarrowScopeTest {
  /** What is tracked: nothing else, and no array but of these. */
  static class Item {
    Item next;
    Object any;
    String name;

    void rename(String other) {
      String before = name;
      name = other == null ? before : other;
    }

    void link(Item other) {
      next = other;
    }

    Item follow() {
      return next;
    }
  }

  /** A class that names it. */
  static class Neighbour {
    Item item;
    Object any;

    static int length(List<String> names) {
      int sum = 0;
      for (String name : names) {
        sum += name.length();
      }
      return sum;
    }

    void keep(Item item) {
      this.item = item;
    }

    void hide(Item item) {
      any = item;
    }

    static void add(List<Item> list, Item item) {
      list.add(item);
    }

    static Object made() {
      return new Item();
    }

    static Supplier<Item> captured(Item item) {
      return () -> item;
    }

    static boolean isSame(Item a, Object b) {
      return a.equals(b);
    }

    static Throwable caught(Runnable task) {
      try {
        task.run();
        return null;
      } catch (RuntimeException e) {
        return e;
      }
    }

    static long spilled(List<Object> list, int at, Item item, long more) {
      list.add(at, item);
      return list.size() + more;
    }
  }

  @Test
  void values_that_are_not_tracked_should_need_no_hook() {
    assertThat(hooks(Item.class, "rename")).isEmpty();
    assertThat(hooks(Neighbour.class, "length")).isEmpty();
    assertThat(hooks(Neighbour.class, "caught")).isEmpty();
    assertThat(hooks(Neighbour.class, "isSame")).isEmpty();
  }

  @Test
  void fields_whose_readers_are_all_woven_should_be_counted() {
    assertThat(hooks(Item.class, "link"))
        .containsExactly("context", "beforeFieldStore", "afterStore");
    assertThat(hooks(Neighbour.class, "keep"))
        .containsExactly("context", "beforeFieldStore", "afterStore");
  }

  @Test
  void field_that_others_may_read_should_lend_its_value() {
    assertThat(hooks(Neighbour.class, "hide")).containsExactly("context", "lend");
  }

  @Test
  void argument_should_be_lent_unless_the_receiver_is_woven() {
    assertThat(hooks(Neighbour.class, "add")).containsExactly("context", "woven", "lend");
    assertThat(hooks(Neighbour.class, "spilled")).containsExactly("context", "woven", "lend");
  }

  @Test
  void captured_value_should_be_lent() {
    assertThat(hooks(Neighbour.class, "captured")).containsExactly("context", "lend");
  }

  @Test
  void result_should_be_handed_over_if_the_caller_expects_it() {
    assertThat(hooks(Item.class, "follow"))
        .containsExactly("context", "expected", "tryPin", "confirm", "handOver");
    assertThat(hooks(Neighbour.class, "made"))
        .startsWith("context", "expected", "expect", "constructed", "handOver");
  }

  @Test
  void constructor_should_ask_for_the_birth_when_its_object_is_there() {
    assertThat(hooks(Item.class, "<init>")).startsWith("context", "expected", "born", "handOver");
  }

  @Test
  void only_fields_that_are_counted_should_be_in_the_shape() {
    assertThat(weave(Item.class, Locals.LEAN).shape().instanceFields())
        .containsExactly("next", "any");
    assertThat(weave(Neighbour.class, Locals.LEAN).shape().instanceFields())
        .containsExactly("item");
  }

  @ParameterizedTest
  @EnumSource(Locals.class)
  void woven_classes_should_verify(Locals locals) {
    for (Class<?> sample : List.of(Item.class, Neighbour.class, Samples.class)) {
      StringWriter problems = new StringWriter();
      CheckClassAdapter.verify(
          new ClassReader(weave(sample, locals).bytes()),
          NarrowScopeTest.class.getClassLoader(),
          false,
          new PrintWriter(problems));

      assertThat(problems.toString()).as("%s %s", sample, locals).isEmpty();
    }
  }

  private static List<String> hooks(Class<?> sample, String method) {
    ClassNode node = new ClassNode();
    new ClassReader(weave(sample, Locals.LEAN).bytes()).accept(node, 0);
    List<String> hooks = new ArrayList<>();
    for (MethodNode each : node.methods) {
      for (AbstractInsnNode x : each.instructions) {
        if (each.name.equals(method)
            && x instanceof MethodInsnNode call
            && call.owner.equals(HookNames.OWNER)) {
          hooks.add(call.name);
        }
      }
    }
    return hooks;
  }

  private static WeaveResult weave(Class<?> sample, Locals locals) {
    WeaveRequest request =
        new WeaveRequest(
            locals,
            SiteNumbers.FORGOTTEN,
            true,
            false,
            WeaveRequest.HUGE_METHOD_LIMIT,
            ResourceMethods.NONE,
            new ItemsOnly(),
            WeaveRequest.INLINE_LIMIT);
    try (InputStream in =
        sample.getResourceAsStream("/" + sample.getName().replace('.', '/') + ".class")) {
      return new Weaver(request).weave(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Objects are Items, or may be if their type is Object. */
  private record ItemsOnly() implements Scope {
    private static final String ITEM = "io/refledger/weave/NarrowScopeTest$Item";

    @Override
    public boolean isNarrow() {
      return true;
    }

    @Override
    public boolean isTracked(String internalName) {
      return internalName.equals(ITEM) || internalName.endsWith("[L" + ITEM + ";");
    }

    @Override
    public boolean mayBeTracked(String descriptor) {
      return descriptor.endsWith("L" + ITEM + ";") || descriptor.endsWith("Ljava/lang/Object;");
    }

    @Override
    public boolean tracksArrays(String descriptor, String inClass) {
      return isTracked(descriptor);
    }

    @Override
    public boolean isNamedOnlyInWoven(String descriptor) {
      return descriptor.contains("L" + ITEM + ";");
    }
  }
}
