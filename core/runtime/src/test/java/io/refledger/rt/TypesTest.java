package io.refledger.rt;

import static io.refledger.rt.Installation.SHAPES;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;
import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TypesTest {
  /** The flag of {@code JavaLangAccess.defineClass} for hidden classes. */
  private static final int HIDDEN = 2;

  static class Base {
    Object first;
    int number;
    Object second;
    static Object shared;
  }

  static class Derived extends Base {
    Object third;
  }

  static class Unseen {
    Object field;
  }

  /** Its class file becomes a hidden class. */
  static class Template {
    Object captured;
    Object other;
  }

  static {
    WovenHeap.shape(Object.class, Base.class, Derived.class);
  }

  private final Context context = Hooks.context();

  @AfterEach
  void births_should_be_on_again() {
    assertThat(context.births).isEqualTo(0);
  }

  static class Early {
    Object field;
    static Object shared;
  }

  static class SubEarly extends Early {
    Object own;
  }

  @Test
  void class_that_was_met_before_its_shape_should_have_its_references_once_that_has_come() {
    WovenHeap.shape(SubEarly.class);
    Type before = TYPES.of(SubEarly.class, context);
    int site = WovenHeap.storeSite(Early.class, "field");
    Early early = new SubEarly();
    assertThat(Target.index(Resolution.field(site, early, context))).isEqualTo(Type.OPAQUE);
    assertThat(before.references()).isEqualTo(1);

    WovenHeap.shape(Early.class);

    Type after = TYPES.of(SubEarly.class, context);
    assertThat(after.id).isEqualTo(before.id);
    assertThat(after.referenceNames())
        .containsExactly(Early.class.getName() + "#field", SubEarly.class.getName() + "#own");
    assertThat(TYPES.get(after.id)).isSameAs(after).isSameAs(TYPES.of(SubEarly.class, context));
    assertThat(TYPES.of(Early.class, context).staticCount()).isEqualTo(1);
    assertThat(SITES.target(site)).isEqualTo(0);
    assertThat(Target.index(Resolution.field(site, early, context))).isEqualTo(0);
  }

  @Test
  void references_should_come_superclass_first_in_declaration_order() {
    Type type = TYPES.of(Derived.class, context);

    String base = Base.class.getName();
    assertThat(type.referenceNames())
        .containsExactly(base + "#first", base + "#second", Derived.class.getName() + "#third");
    for (int i = 0; i < 3; i++) assertThat(type.indexAt(type.offsets[i])).isEqualTo(i);
    assertThat(type.indexAt(8)).isEqualTo(Type.OPAQUE);
    assertThat(type.indexAt(1 << 20)).isEqualTo(Type.OPAQUE);
    assertThat(type.ownReference("third")).isEqualTo(2);
    assertThat(type.ownReference("first")).isEqualTo(Type.OPAQUE);
  }

  @Test
  void static_references_should_be_found_by_offset() {
    Type type = TYPES.of(Base.class, context);

    long offset = Vm.U.objectFieldOffset(Base.class, "shared");

    assertThat(type.staticAt(offset)).isEqualTo(0);
    assertThat(type.staticName(0)).isEqualTo(Base.class.getName() + "#shared");
    assertThat(type.statics()).isPositive();
  }

  @Test
  void class_that_was_never_woven_should_be_opaque() {
    Type type = TYPES.of(Unseen.class, context);

    assertThat(type.isShaped).isFalse();
    assertThat(type.references()).isEqualTo(0);
    assertThat(type.flags).isEqualTo(CountWord.LEAF);
  }

  @Test
  void class_should_always_have_the_same_type_whatever_its_header_holds() {
    Class<?>[] classes = {
      String.class, Object[].class, int[].class, Integer.class, Class.class, Base.class
    };
    for (Class<?> c : classes) {
      Type type = TYPES.of(c, context);
      assertThat(type.name).isEqualTo(c.getName());
      assertThat(TYPES.of(c, context)).isSameAs(type);
      assertThat(TYPES.get(type.id)).isSameAs(type);
      synchronized (c) {
        assertThat(TYPES.of(c, context)).isSameAs(type);
      }
    }
  }

  /**
   * The JVM gives its hashes in an order that repeats: to the classes of its archive, and later.
   */
  @Test
  void class_should_not_be_taken_for_another_one_with_the_same_hash() throws Exception {
    Class<?> one = mayBeUnloaded(Template.class);
    Class<?> other = mayBeUnloaded(Unseen.class);
    assertThat(System.identityHashCode(one)).isNotZero();
    Vm.U.putLong(other, 0L, Vm.U.getLong(one, 0L));
    Type first = TYPES.of(one, context);

    Type second = TYPES.of(other, context);

    assertThat(second.name).isEqualTo(other.getName());
    assertThat(TYPES.of(other, context)).isSameAs(second);
    assertThat(TYPES.of(one, context)).isSameAs(first);
  }

  private static Class<?> mayBeUnloaded(Class<?> template) throws Exception {
    return MethodHandles.lookup().defineHiddenClass(classFile(template), false).lookupClass();
  }

  @Test
  void arrays_should_be_leaves_only_if_primitive() {
    assertThat(TYPES.of(int[].class, context).flags).isEqualTo(CountWord.LEAF);
    assertThat(TYPES.of(int[][].class, context).flags).isEqualTo(CountWord.ARRAY);
    assertThat(TYPES.of(String[].class, context).isArray()).isTrue();
  }

  @Test
  void kinds_of_references_should_be_told_apart() {
    assertThat(TYPES.of(SoftReference.class, context).holdsReferent).isTrue();
    assertThat(TYPES.of(WeakReference.class, context).holdsReferent).isFalse();
    assertThat(TYPES.of(WeakReference.class, context).isReference).isTrue();
    assertThat(TYPES.of(Reference.class, context).holdsReferent).isFalse();
    assertThat(TYPES.of(Object.class, context).isReference).isFalse();
  }

  @Test
  void hidden_class_should_have_the_shape_that_was_woven_for_it() throws Exception {
    Installation.hiddenClassWeaver(
        (loader, name, classFile) -> {
          SHAPES.register(loader, name, new String[] {"captured", "other"}, new String[0]);
          return classFile;
        });
    byte[] classFile = classFile(Template.class);
    String name = Template.class.getName().replace('.', '/');

    byte[] woven = Hooks.hidden(getClass().getClassLoader(), name, classFile, HIDDEN);
    // Its interfaces are loaded, and woven, while it is being defined.
    SHAPES.register(null, "x/Interface", new String[0], new String[0]);
    Class<?> hidden = MethodHandles.lookup().defineHiddenClass(woven, false).lookupClass();
    Hooks.hiddenDefined(hidden);

    Type type = TYPES.of(hidden, context);
    assertThat(type.references()).isEqualTo(2);
    assertThat(type.isShaped).isTrue();
    assertThat(TYPES.mirror(type.id)).isNull();
    Installation.hiddenClassWeaver(null);
  }

  @Test
  void array_of_a_hidden_class_should_not_keep_it_from_being_unloaded() throws Exception {
    Class<?> hidden =
        MethodHandles.lookup().defineHiddenClass(classFile(Template.class), false).lookupClass();

    Type rows = TYPES.of(hidden.arrayType().arrayType(), context);

    assertThat(TYPES.mirror(rows.id)).isNull();
  }

  @Test
  void class_that_is_not_hidden_should_be_left_to_the_transformer() throws IOException {
    Installation.hiddenClassWeaver((loader, name, bytes) -> new byte[0]);
    byte[] classFile = classFile(Template.class);

    assertThat(Hooks.hidden(null, "x/Y", classFile, 0)).isSameAs(classFile);

    Installation.hiddenClassWeaver(null);
  }

  @Test
  void hidden_class_should_run_unwoven_when_its_weaver_fails() throws IOException {
    Installation.hiddenClassWeaver(
        (loader, name, bytes) -> {
          throw new IllegalStateException("cannot weave");
        });
    byte[] classFile = classFile(Template.class);

    assertThat(Hooks.hidden(null, "x/Y", classFile, HIDDEN)).isSameAs(classFile);

    Installation.hiddenClassWeaver(null);
    assertThat(Hooks.hidden(null, "x/Y", classFile, HIDDEN)).isSameAs(classFile);
  }

  @Test
  void weaver_of_hidden_classes_should_leave_no_unit_behind() {
    WovenHeap heap = new WovenHeap();
    Object result = heap.make(Object::new);
    Installation.hiddenClassWeaver(
        (loader, name, bytes) -> {
          Hooks.pin(result, Hooks.context());
          Hooks.returning(result, heap.c);
          return bytes;
        });

    Hooks.hidden(null, "x/Y", new byte[0], HIDDEN);

    Installation.hiddenClassWeaver(null);
    assertThat(WovenHeap.pins(result)).isEqualTo(1);
  }

  @Test
  void size_should_come_from_the_oracle_once_a_class() {
    WovenHeap heap = new WovenHeap();
    int[] asked = {0};
    Installation.sizeOracle(
        object -> {
          asked[0]++;
          return 48;
        });
    asked[0] = 0; // Setting it asks how sizes are rounded up.
    record Sized(Object o) {}
    Sized a = heap.make(() -> new Sized(null));
    Sized b = heap.make(() -> new Sized(null));
    Installation.sizeOracle(null);

    assertThat(Installation.LEDGER.sizeOf(Identity.slot(b))).isEqualTo(48);
    assertThat(asked[0]).isEqualTo(1);
    heap.drop(a, b);
  }

  private static byte[] classFile(Class<?> c) throws IOException {
    String name = c.getName().substring(c.getName().lastIndexOf('.') + 1) + ".class";
    try (var in = c.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
