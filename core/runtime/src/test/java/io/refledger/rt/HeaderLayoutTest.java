package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeaderLayoutTest {
  @Test
  void decode_should_undo_encode() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      int number = random.nextInt() & HeaderLayout.MASK;
      int hash = HeaderLayout.encode(number);

      assertThat(hash).isNotNegative();
      assertThat(HeaderLayout.decode(hash)).isEqualTo(number);
      assertThat(HeaderLayout.decode(hash | Integer.MIN_VALUE)).isEqualTo(number);
    }
  }

  @Test
  void no_number_but_0_should_look_like_no_hash() {
    assertThat(HeaderLayout.encode(0)).isEqualTo(0);
    assertThat(HeaderLayout.ODD & 1).isEqualTo(1);
    assertThat(HeaderLayout.ODD * HeaderLayout.INVERSE).isEqualTo(1);
  }

  @Test
  void ranges_should_not_overlap() {
    assertThat(HeaderLayout.FIRST_MIRROR + HeaderLayout.MIRRORS)
        .isLessThanOrEqualTo(HeaderLayout.FIRST_IMMORTAL);
    assertThat(HeaderLayout.FIRST_IMMORTAL).isLessThan(HeaderLayout.MASK);
  }

  @Test
  void header_of_this_jvm_should_pass_its_test() {
    HeaderSelfTest result = HeaderSelfTest.run();

    assertThat(result.failure()).isNull();
    assertThat(result.shift()).isIn(8, 11);
  }
}
