package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.Frame;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FingerprintTest {

  @Test
  void fingerprint_should_be_the_sha_1_of_its_parts() {
    // printf 'CYCLE\ncom.acme.Node\ncom.acme.Node.next\ncom.acme.Main.link' | sha1sum
    assertThat(fingerprint("com.acme.Node", "com.acme.Node#next", 12))
        .isEqualTo("5c7c7d78a25ffeb0b0f9b0e0c9e998ad1cf09b29");
  }

  @Test
  void line_should_not_matter() {
    assertThat(fingerprint("com.acme.Node", "com.acme.Node#next", 12))
        .isEqualTo(fingerprint("com.acme.Node", "com.acme.Node#next", 99));
  }

  @Test
  void frame_of_the_jdk_should_give_way_to_the_applications_caller() {
    var main = new Frame("com.acme.Main", "link", "Main.java", 12, true, Optional.empty());
    var add = new Frame("java.util.ArrayList", "add", "A.java", 4, false, Optional.of(main));

    assertThat(Fingerprint.of(FindingKind.CYCLE, "a.B", "[x]", Optional.of(add)))
        .isEqualTo(Fingerprint.of(FindingKind.CYCLE, "a.B", "[x]", Optional.of(main)));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Main$$Lambda$14/0x0000000800c03a00, com.acme.Main$$Lambda",
    "com.acme.Main$$Lambda/0x00007f1c04001200, com.acme.Main$$Lambda",
    "jdk.proxy2.$Proxy17, jdk.proxy2.$Proxy",
    "com.acme.Service$$EnhancerBySpringCGLIB$$1a2b3c, com.acme.Service$$EnhancerBySpringCGLIB",
    "com.acme.Service$$SpringCGLIB$$0, com.acme.Service$$SpringCGLIB",
    "com.acme.Order$HibernateProxy$yZ3kQ, com.acme.Order$HibernateProxy",
    "com.acme.Outer$1, com.acme.Outer$1",
    "[[I, int[][]",
    "[Lcom.acme.Node;, com.acme.Node[]",
    "[D, double[]"
  })
  void class_name_should_lose_what_a_generator_numbers(String className, String normalized) {
    assertThat(ClassNames.normalized(className)).isEqualTo(normalized);
  }

  @ParameterizedTest
  @CsvSource({
    "java.util.HashMap$Node#value, java.util.HashMap[x]",
    "java.util.ArrayList#elementData, java.util.ArrayList.elementData",
    "com.acme.Node#next, com.acme.Node.next",
    "[x], [x]"
  })
  void reference_in_a_collection_should_count_as_an_element_of_the_public_type(
      String reference, String normalized) {
    assertThat(ReferenceNames.normalized(reference)).isEqualTo(normalized);
  }

  private static String fingerprint(String type, String reference, int line) {
    var frame = new Frame("com.acme.Main", "link", "Main.java", line, true, Optional.empty());
    return Fingerprint.of(FindingKind.CYCLE, type, reference, Optional.of(frame));
  }
}
