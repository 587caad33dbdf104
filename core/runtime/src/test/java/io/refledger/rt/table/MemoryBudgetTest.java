package io.refledger.rt.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MemoryBudgetTest {
  private final MemoryBudget budget = new MemoryBudget(64_000);

  @Test
  void what_is_used_should_be_what_was_taken_and_what_others_tell_and_what_they_are_asked() {
    long[] asked = {500};
    budget.add(() -> asked[0]);
    assertThat(budget.take(1_000, MemoryBudget.OBJECTS)).isTrue();
    budget.grown(30);
    budget.grown(-10);

    assertThat(budget.usedBytes()).isEqualTo(1_520);
    assertThat(budget.takenBytes()).isEqualTo(1_000);
  }

  @Test
  void what_is_there_when_the_program_begins_should_not_count() {
    long[] asked = {500};
    budget.add(() -> asked[0]);
    budget.beforeTheProgram();
    budget.grown(20);
    assertThat(budget.take(1_000, MemoryBudget.OBJECTS)).isTrue();
    assertThat(budget.usedBytes()).isEqualTo(1_000);

    budget.begin();
    assertThat(budget.usedBytes()).isEqualTo(1_000);
    assertThat(budget.firstBytes()).isEqualTo(520);

    asked[0] = 700;
    assertThat(budget.usedBytes()).isEqualTo(1_200);
    asked[0] = 100;
    assertThat(budget.usedBytes()).isEqualTo(1_000);
  }

  @Test
  void refusals_should_come_in_the_order_of_the_shares() {
    assertThat(budget.take(58_000, MemoryBudget.LEAVES)).isTrue();
    assertThat(budget.admitsEntry()).isTrue();
    assertThat(budget.narrowing()).isEqualTo(MemoryBudget.WHOLE);

    assertThat(budget.take(1, MemoryBudget.LEAVES)).isTrue();
    assertThat(budget.admitsEntry()).isFalse();
    assertThat(budget.narrowing()).isEqualTo(MemoryBudget.NO_ENTRIES);

    assertThat(budget.take(2_000, MemoryBudget.LEAVES)).isFalse();
    assertThat(budget.narrowing()).isEqualTo(MemoryBudget.NO_LEAVES);
    assertThat(budget.take(2_000, MemoryBudget.OBJECTS)).isTrue();

    assertThat(budget.take(2_000, MemoryBudget.OBJECTS)).isFalse();
    assertThat(budget.narrowing()).isEqualTo(MemoryBudget.NO_OBJECTS);
    assertThat(budget.take(2_000, MemoryBudget.REFERRERS)).isTrue();

    assertThat(budget.take(2_000, MemoryBudget.REFERRERS)).isFalse();
    assertThat(budget.narrowing()).isEqualTo(MemoryBudget.NO_REFERRERS);
    assertThat(budget.usedBytes()).isEqualTo(62_001);
    assertThat(budget.refusedEntries()).isEqualTo(1);
  }

  @Test
  void what_others_take_should_be_no_longer_there_for_records() {
    long[] others = {0};
    budget.add(() -> others[0]);
    assertThat(budget.take(1_000, MemoryBudget.OBJECTS)).isTrue();

    others[0] = 61_500;
    assertThat(budget.take(1_000, MemoryBudget.OBJECTS)).isFalse();
    assertThat(budget.usedBytes()).isEqualTo(62_500);

    others[0] = 0;
    assertThat(budget.usedBytes()).isEqualTo(1_000);
    assertThat(budget.take(1_000, MemoryBudget.OBJECTS)).isTrue();
  }

  @Test
  void memory_of_lists_should_be_counted_and_given_back() {
    long before = NativeMemory.ALL.memoryBytes();

    var vector = new IntVector(4);
    for (int i = 0; i < 1_000; i++) vector.add(i);
    var queue = new SlotQueue();
    for (int i = 0; i < 1_000; i++) queue.add(i);
    assertThat(NativeMemory.ALL.memoryBytes() - before).isBetween(8_000L, 16_500L);

    vector.dispose();
    queue.dispose();
    assertThat(NativeMemory.ALL.memoryBytes()).isEqualTo(before);
  }
}
