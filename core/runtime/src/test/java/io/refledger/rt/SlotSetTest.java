package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SlotSetTest {
  private final SlotSet set = new SlotSet();

  @Test
  void slot_should_be_in_from_its_entering_to_its_leaving() {
    for (int slot : new int[] {1, 63, 64, 1 << 20}) {
      assertThat(set.contains(slot)).isFalse();
      assertThat(set.add(slot)).isTrue();
      assertThat(set.add(slot)).isFalse();
      assertThat(set.contains(slot)).isTrue();
      assertThat(set.contains(slot + 1)).isFalse();
    }

    set.remove(64);

    assertThat(set.contains(64)).isFalse();
    assertThat(set.contains(63)).isTrue();
    assertThat(set.add(64)).isTrue();
  }

  @Test
  void set_that_is_cleared_should_be_empty_and_small() {
    set.add(1 << 20);

    set.clear();

    assertThat(set.contains(1 << 20)).isFalse();
    assertThat(set.memoryBytes()).isLessThan(100);
    set.remove(1 << 20);
    assertThat(set.add(1 << 20)).isTrue();
  }
}
