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
    assertThat(budget.take(1_000)).isTrue();
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
    assertThat(budget.take(1_000)).isTrue();
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
  void budget_should_be_refused_when_it_is_spent() {
    assertThat(budget.take(64_000)).isTrue();
    assertThat(budget.take(1)).isFalse();
    assertThat(budget.usedBytes()).isEqualTo(64_000);
  }

  @Test
  void memory_of_lists_should_be_counted_and_given_back() {
    long before = NativeMemory.ALL.memoryBytes();

    var vector = new IntVector(4);
    for (int i = 0; i < 1_000; i++) vector.add(i);
    var queue = new SlotQueue(64);
    for (int i = 0; i < 1_000; i++) queue.add(i);
    assertThat(NativeMemory.ALL.memoryBytes() - before).isBetween(8_000L, 16_500L);

    vector.dispose();
    queue.dispose();
    assertThat(NativeMemory.ALL.memoryBytes()).isEqualTo(before);
  }
}
