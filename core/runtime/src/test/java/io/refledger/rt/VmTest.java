package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VmTest {
  /** Loaded below, but not initialised. */
  static class Uninitialised {
    static final Object STATE = new Object();
  }

  /** Until JDK 21 such a class has a lock where an array class has its element type. */
  @Test
  void a_class_before_its_initialisation_should_be_no_array_in_compiled_code_too() {
    int arrays = 0;
    for (int i = 0; i < 200_000; i++) {
      if (Vm.isArray(i % 2 == 0 ? String.class : Object[].class)) arrays++;
    }

    assertThat(arrays).isEqualTo(100_000);
    assertThat(Vm.isArray(Uninitialised.class)).isFalse();
  }
}
