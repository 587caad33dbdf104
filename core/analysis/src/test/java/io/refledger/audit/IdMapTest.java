package io.refledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdMapTest {
  private static final int MANY = 200_000;
  private static final long STEP = 8;

  private final IdMap map = new IdMap();

  @Test
  void ids_should_keep_their_first_numbers_while_the_table_grows() {
    for (int i = 1; i <= MANY; i++) {
      map.put(i * STEP, i);
    }
    map.put(STEP, MANY);

    for (int i = 1; i <= MANY; i++) {
      assertThat(map.get(i * STEP)).isEqualTo(i);
    }
  }

  @Test
  void object_that_is_gone_should_lend_its_number_to_nobody() {
    map.put(0, 7);

    for (int i = 0; i <= MANY; i++) {
      assertThat(map.get(i * STEP)).isEqualTo(0);
    }
  }
}
