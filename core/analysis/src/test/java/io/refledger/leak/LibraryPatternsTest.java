package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LibraryPatternsTest {
  private final LibraryPatterns patterns = LibraryPatterns.builtInAnd(List.of("com.acme.lib.*"));

  @Test
  void test_tools_should_be_libraries_without_being_asked_for() {
    assertThat(patterns.names("org.mockito.internal.MockHandler")).isTrue();
    assertThat(patterns.names("org.junit.jupiter.engine.Registry")).isTrue();
    assertThat(patterns.names("org.h2.Driver")).isFalse();
  }

  @Test
  void patterns_of_the_option_should_be_added() {
    assertThat(patterns.names("com.acme.lib.Cache")).isTrue();
    assertThat(patterns.names("com.acme.lib.deep.Cache")).isFalse();
  }

  @Test
  void classes_of_the_JDK_should_match_and_not_be_named() {
    assertThat(patterns.matches("java.util.ArrayList")).isTrue();
    assertThat(patterns.names("java.util.ArrayList")).isFalse();
  }

  @Test
  void what_the_JDK_alone_has_stored_should_be_a_library_s_if_the_list_names_its_class() {
    assertThat(patterns.ownerOf(List.of(), frame("jdk.jfr.internal.Repository")))
        .isEqualTo(Origin.LIBRARY);
    assertThat(patterns.ownerOf(List.of(), frame("java.util.ArrayList")))
        .isEqualTo(Origin.APPLICATION);
  }

  @Test
  void containers_of_objects_should_be_test_tools_only() {
    assertThat(LibraryPatterns.forTests(List.of()).names("org.springframework.core.Cache"))
        .isTrue();
    assertThat(patterns.names("org.springframework.core.Cache")).isFalse();
  }

  @Test
  void class_without_a_package_should_own_what_it_holds() {
    // org.junit.Store -> Visits -> [x]: the last one is the suspect's
    List<PathStep> path =
        List.of(
            step("static", "org.junit.Store.kept", false),
            step("org.junit.Store", "org.junit.Store.visits", false),
            step("Visits", "Visits.open", false),
            step("java.util.ArrayList", "java.util.ArrayList[x]", true));

    assertThat(patterns.ownerOf(path, Optional.empty())).isEqualTo(Origin.APPLICATION);
  }

  @Test
  void owner_should_be_the_nearest_one_before_the_suspect_reference() {
    List<PathStep> path =
        List.of(
            step("static", "org.junit.Store.kept", false),
            step("org.junit.Store", "org.junit.Store.visits", true),
            step("com.acme.Visits", "com.acme.Visits.open", false));

    assertThat(patterns.ownerOf(path, Optional.empty())).isEqualTo(Origin.LIBRARY);
  }

  private static PathStep step(String referrer, String reference, boolean isSuspect) {
    return new PathStep(referrer, reference, "java.lang.Object", Optional.empty(), isSuspect);
  }

  private static Optional<Frame> frame(String className) {
    return Optional.of(new Frame(className, "add", "", 0, false, Optional.empty()));
  }
}
