package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.Locals;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that grow over the size limit hold what they meet until they are left. */
class RegionTest {
  static Stream<String> samples() {
    return Arrays.stream(Samples.class.getDeclaredMethods())
        .filter(m -> m.getParameterCount() == 0 && Modifier.isStatic(m.getModifiers()))
        .filter(m -> !m.isSynthetic())
        .map(Method::getName);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void an_oversized_method_lets_the_same_objects_die_and_keeps_nothing(String sample) {
    List<String> lean = new WovenSamples(Locals.LEAN).run(sample);

    List<String> region = new WovenSamples(Locals.LEAN, WovenSamples::pad).run(sample);

    assertThat(region).as(sample).containsExactlyInAnyOrderElementsOf(lean);
    assertThat(RecordingHooks.leftovers()).as(sample).isEmpty();
    assertThat(deathsAreNoEarlier(lean, region))
        .as("%s: %s, lean %s", sample, region, lean)
        .isTrue();
  }

  /** For every death the lines that were printed before it are printed before it still. */
  private static boolean deathsAreNoEarlier(List<String> lean, List<String> region) {
    for (String line : lean) {
      if (line.startsWith("dies")) {
        List<String> before = printed(lean.subList(0, lean.indexOf(line)));
        if (!printed(region.subList(0, region.indexOf(line))).containsAll(before)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> printed(List<String> lines) {
    List<String> printed = new ArrayList<>(lines);
    printed.removeIf(line -> line.startsWith("dies"));
    return printed;
  }
}
