package io.refledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.agent.option.ClassPatterns;
import io.refledger.weave.spec.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TrackedClassesTest {
  private static final String OWN = "io/refledger/agent/TrackedClassesTest$";

  interface Known {}

  interface Unknown {}

  static class Tracked implements Known {}

  static class Neighbour {
    Tracked made() {
      return new Tracked();
    }
  }

  @Test
  void everything_should_be_tracked_by_default() {
    assertThat(scope("**")).isSameAs(Scope.EVERYTHING);
  }

  @Test
  void scope_should_be_narrow_unless_object_is_tracked() {
    assertThat(scope("com.acme.**").isNarrow()).isTrue();
    assertThat(scope("!java.**").isNarrow()).isTrue();
    assertThat(scope("**:!java.lang.String").isNarrow()).isFalse();
  }

  @Test
  void values_should_be_tracked_as_their_type_allows() {
    Scope scope = scope("**TrackedClassesTest$Tracked");

    assertThat(scope.mayBeTracked("L" + OWN + "Tracked;")).isTrue();
    assertThat(scope.mayBeTracked("L" + OWN + "Known;")).isTrue();
    assertThat(scope.mayBeTracked("L" + OWN + "Unknown;")).isFalse();
    assertThat(scope.mayBeTracked("Ljava/lang/Object;")).isTrue();
    assertThat(scope.mayBeTracked("Ljava/lang/String;")).isFalse();
    assertThat(scope.mayBeTracked("Ljava/lang/Thread;")).isFalse();
    assertThat(scope.mayBeTracked("[Ljava/lang/Object;")).isTrue();
    assertThat(scope.mayBeTracked("[I")).isFalse();
    assertThat(scope.mayBeTracked("I")).isFalse();
  }

  @Test
  void identity_should_have_the_interfaces_behind_which_tracked_objects_are() {
    assertThat(((TrackedClasses) scope("**TrackedClassesTest$Tracked")).identity())
        .contains(OWN + "Known")
        .doesNotContain("Unknown");
  }

  @Test
  void excluded_class_should_be_left_out_of_a_wide_scope_only_if_it_is_final() {
    Scope scope = scope("**:!java.lang.String:!java.lang.Thread:![?");

    assertThat(scope.mayBeTracked("Ljava/lang/String;")).isFalse();
    assertThat(scope.mayBeTracked("Ljava/lang/Thread;")).isTrue();
    assertThat(scope.mayBeTracked("[B")).isFalse();
    assertThat(scope.mayBeTracked("[[B")).isTrue();
  }

  @Test
  void interface_that_no_tracked_class_of_the_class_path_has_should_be_told() {
    TrackedClasses scope = (TrackedClasses) scope("**TrackedClassesTest$Tracked");

    assertThat(scope.knows(new String[] {OWN + "Known"})).isTrue();
    assertThat(scope.knows(new String[] {OWN + "Known", OWN + "Unknown"})).isFalse();
  }

  @Test
  void class_should_be_woven_if_it_is_tracked_or_names_a_tracked_one_or_is_its_interface()
      throws IOException {
    TrackedClasses scope = (TrackedClasses) scope("io.refledger.agent.TrackedClassesTest$Tracked");

    assertThat(scope.weaves(OWN + "Tracked", false, classFile(Tracked.class))).isTrue();
    assertThat(scope.weaves(OWN + "Neighbour", false, classFile(Neighbour.class))).isTrue();
    assertThat(scope.weaves(OWN + "Known", false, classFile(Known.class))).isTrue();
    assertThat(scope.weaves(OWN + "Unknown", false, classFile(Unknown.class))).isFalse();
    assertThat(scope.weaves(OWN + "Neighbour", true, classFile(Neighbour.class))).isFalse();
  }

  @Test
  void descriptor_should_tell_that_who_has_it_is_woven_if_it_names_a_tracked_class() {
    Scope scope = scope("com.acme.**:java.util.**");

    assertThat(scope.isNamedOnlyInWoven("(ILcom/acme/Order;)V")).isTrue();
    assertThat(scope.isNamedOnlyInWoven("(Ljava/lang/Object;)[Lcom/acme/Order;")).isTrue();
    assertThat(scope.isNamedOnlyInWoven("(Ljava/util/List;)V")).isFalse();
  }

  @Test
  void arrays_should_be_tracked_where_a_tracked_class_makes_them() {
    Scope scope = scope("com.acme.**");

    assertThat(scope.tracksArrays("[Ljava/lang/Object;", "com/acme/Pile")).isTrue();
    assertThat(scope.tracksArrays("[Ljava/lang/Object;", "org/Pile")).isFalse();
    assertThat(scope.tracksArrays("[Lcom/acme/Order;", "org/Pile")).isTrue();
    assertThat(scope.tracksArrays("[Ljava/lang/String;", "com/acme/Pile")).isFalse();
    assertThat(scope.tracksArrays("[I", "com/acme/Pile")).isFalse();
  }

  private static Scope scope(String patterns) {
    Class<?>[] loaded = {Object.class, String.class, Thread.class, List.class, Runnable.class};
    return TrackedClasses.of(ClassPatterns.of(List.of(patterns.split(":"))), loaded);
  }

  private static byte[] classFile(Class<?> c) throws IOException {
    try (InputStream in = c.getResourceAsStream("/" + c.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }
}
