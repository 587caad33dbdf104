package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectLayoutTest {
  /** An int in JDK 17, a long in 25. */
  private static final long BYTES_BASE = Vm.U.arrayBaseOffset(byte[].class);

  @AfterEach
  void forgetTheOracle() {
    Installation.sizeOracle(null);
    Vm.alignArraysTo(8);
  }

  @Test
  void header_and_reference_should_be_those_of_this_jvm() {
    ObjectLayout layout = ObjectLayout.measured();

    assertThat(layout.headerBytes()).isIn(8, 12, 16);
    assertThat(layout.referenceBytes()).isEqualTo(Vm.U.arrayIndexScale(Object[].class));
    assertThat(layout.arrayHeaderBytes()).isEqualTo(BYTES_BASE);
    assertThat(layout.alignmentBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 256})
  void sizes_of_arrays_should_be_rounded_up_as_the_oracle_does(int alignmentBytes) {
    Installation.sizeOracle(object -> aligned(((byte[]) object).length, alignmentBytes));

    assertThat(ObjectLayout.measured().alignmentBytes()).isEqualTo(alignmentBytes);
    for (int length : new int[] {0, 1, 8, 9, 100, 1000}) {
      assertThat(Vm.arraySize(new byte[length])).isEqualTo(aligned(length, alignmentBytes));
    }
  }

  private static long aligned(int length, int alignmentBytes) {
    return (BYTES_BASE + length + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
  }
}
