package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.Frame;
import io.refledger.snapshot.UnclosedKind;
import io.refledger.snapshot.UnclosedKind.Link;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ResourceSearchTest {

  private static final Frame LOAD =
      new Frame("com.acme.Foo", "load", "Foo.java", 12, true, Optional.empty());
  private static final Frame DROP =
      new Frame("com.acme.Foo", "load", "Foo.java", 20, true, Optional.empty());
  private static final Frame FACTORY =
      new Frame("java.nio.file.Files", "lines", "Files.java", 3, false, Optional.of(LOAD));
  private static final Link FILE = link("java.io.FileInputStream", LOAD, true, "");

  private final ResourceSearch search = new ResourceSearch(LibraryPatterns.of(List.of("org.**")));

  @Test
  void resource_alone_should_be_a_finding_without_a_path() {
    Finding finding = only(kind("close", 3, 3, FILE));

    assertThat(finding.kind()).isEqualTo(FindingKind.RESOURCE);
    assertThat(finding.origin()).isEqualTo(Origin.APPLICATION);
    assertThat(finding.type()).isEqualTo("java.io.FileInputStream");
    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.allocatedAt()).contains(LOAD);
    assertThat(finding.droppedAt()).contains(DROP);
    assertThat(finding.shallowBytes()).isEqualTo(96);
    assertThat(finding.retainedBytes()).isEqualTo(96);
    assertThat(finding.path()).isEmpty();
    assertThat(finding.wraps()).isEmpty();
    assertThat(finding.isVerdictRelevant()).isTrue();
    assertThat(finding.advice())
        .isEqualTo(
            "Close it: try (var resource = new FileInputStream(...)) at Foo.load(Foo.java:12).");
  }

  @Test
  void wrapper_should_be_the_type_and_the_chain_the_path() {
    // wrapper -> Object[] -> file
    Link wrapper = link("com.acme.Wrapper", LOAD, true, "com.acme.Wrapper#files");
    Link array = link("[Ljava.lang.Object;", LOAD, false, "[x]");

    Finding finding = only(kind("close", 2, 2, wrapper, array, FILE));

    assertThat(finding.type()).isEqualTo("com.acme.Wrapper");
    assertThat(finding.wraps()).containsExactly("java.io.FileInputStream");
    assertThat(finding.path())
        .containsExactly(
            new PathStep(
                "com.acme.Wrapper",
                "com.acme.Wrapper.files",
                "java.lang.Object[]",
                Optional.of(LOAD),
                false),
            new PathStep(
                "java.lang.Object[]", "[x]", "java.io.FileInputStream", Optional.of(LOAD), false));
  }

  @Test
  void kinds_of_one_outermost_class_and_place_should_be_one_finding_of_all_outermost_objects() {
    // a lambda's class is numbered anew in each run
    Link one =
        link("com.acme.Foo$$Lambda$7/0x00a", LOAD, true, "com.acme.Foo$$Lambda$7/0x00a#arg$1");
    Link same =
        link("com.acme.Foo$$Lambda$9/0x00b", LOAD, true, "com.acme.Foo$$Lambda$9/0x00b#arg$1");
    Link socket = link("java.net.Socket", LOAD, true, "");

    Finding finding = only(kind("close", 4, 4, one, FILE), kind("close", 2, 1, same, socket));

    assertThat(finding.type()).isEqualTo("com.acme.Foo$$Lambda");
    assertThat(finding.count()).isEqualTo(5);
    assertThat(finding.wraps()).containsExactly("java.io.FileInputStream", "java.net.Socket");
    assertThat(finding.path().get(0).reference()).isEqualTo("com.acme.Foo$$Lambda.arg$1");
  }

  @Test
  void part_of_a_chain_seen_alone_should_count_with_the_whole() {
    Link wrapper = link("com.acme.Wrapper", LOAD, true, "com.acme.Wrapper#file");

    Finding finding = only(kind("close", 2, 2, FILE), kind("close", 5, 5, wrapper, FILE));

    assertThat(finding.type()).isEqualTo("com.acme.Wrapper");
    assertThat(finding.count()).isEqualTo(7);
  }

  @Test
  void parts_of_one_outermost_object_should_count_once() {
    // each wrapper has two files; of the last one, each was seen alone
    Link wrapper = link("com.acme.Wrapper", LOAD, true, "com.acme.Wrapper#file");

    Finding finding = only(kind("close", 8, 4, wrapper, FILE), kind("close", 2, 2, FILE));

    assertThat(finding.count()).isEqualTo(5);
  }

  @Test
  void allocating_methods_should_tell_findings_apart() {
    Frame other = new Frame("com.acme.Foo", "store", "Foo.java", 12, true, Optional.empty());

    List<Finding> findings =
        search.search(
            List.of(
                kind("close", 1, 1, FILE),
                kind("close", 1, 1, link("java.io.FileInputStream", other, true, ""))));

    assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void advice_should_name_the_closing_method_and_the_application() {
    Link inflater = link("java.util.zip.Inflater", LOAD, true, "");
    Link stream = link("java.util.stream.ReferencePipeline$Head", FACTORY, true, "");

    assertThat(only(kind("end", 1, 1, inflater)).advice())
        .isEqualTo("Call end() in a finally block on the Inflater made at Foo.load(Foo.java:12).");
    assertThat(only(kind("close", 1, 1, stream)).advice())
        .isEqualTo(
            "Close it: try (var resource = ...) around the ReferencePipeline$Head that is opened"
                + " at Foo.load(Foo.java:12).");
  }

  @Test
  void resource_of_a_library_should_be_a_library_leak() {
    Frame library = new Frame("org.lib.Pool", "open", "Pool.java", 1, true, Optional.empty());

    Finding finding = only(kind("close", 1, 1, link("java.net.Socket", library, true, "")));

    assertThat(finding.origin()).isEqualTo(Origin.LIBRARY);
  }

  private Finding only(UnclosedKind... kinds) {
    List<Finding> findings = search.search(List.of(kinds));
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static UnclosedKind kind(String closer, long count, long outermost, Link... chain) {
    return new UnclosedKind(
        List.of(chain), closer, Optional.of(DROP), count, outermost, 32 * count);
  }

  private static Link link(String className, Frame frame, boolean isOpen, String reference) {
    return new Link(className, Optional.of(frame), isOpen, reference, Optional.of(frame));
  }
}
