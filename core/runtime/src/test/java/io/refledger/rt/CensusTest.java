package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.MemoryBudget;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CensusTest {
  private static final int THREADS = 2000;

  @Test
  void deaths_of_very_many_threads_should_all_be_counted_by_their_statements() {
    Random random = new Random(5);
    try (var heap = Heap.of(LedgerConfig.defaults().withCollector(false).withPool("off"))) {
      int birthId = heap.ledger.births().intern(Heap.TYPE, Heap.BORN);
      Map<Integer, Long> expected = new TreeMap<>();
      for (int i = 0; i < THREADS; i++) {
        Context thread = heap.ledger.newContext(i + 2);
        for (int n = 0; n < 60; n++) {
          int statement = 1 + random.nextInt(40);
          int slot = heap.ledger.birth(thread, Heap.TYPE, birthId, 0, CountWord.LEAF, 16);
          heap.ledger.unpin(slot, thread, statement);
          expected.merge(statement, 1L, Long::sum);
        }
      }

      assertThat(counted(heap)).isEqualTo(expected);
    }
  }

  private static Map<Integer, Long> counted(Heap heap) {
    Map<Integer, Long> counted = new TreeMap<>();
    heap.ledger.accept(
        new SnapshotVisitor() {
          @Override
          public void census(int allocationContext, int typeId, int deathContext, long count) {
            counted.merge(deathContext, count, Long::sum);
          }
        });
    return counted;
  }

  @Test
  void census_of_one_of_very_many_threads_should_stay_small_and_grow_if_it_is_full_often() {
    MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE / 2);
    CommonCensus common = new CommonCensus(budget);
    common.shareAmong(4);
    Census census = new Census(budget, common);
    for (int kind = 0; kind < 1000; kind++) common.take(full(budget, common, kind));
    long before = budget.usedBytes();

    for (int kind = 0; kind < 100; kind++) census.add(1, kind, 1);
    assertThat(budget.usedBytes() - before).isEqualTo(8 * 16);

    for (int kind = 0; kind < 900; kind++) census.add(1, kind, 1);
    assertThat(budget.usedBytes() - before).isGreaterThan(8 * 16);
  }

  private static Census full(MemoryBudget budget, CommonCensus common, int kind) {
    Census census = new Census(budget, common);
    census.add(1, kind, 1);
    return census;
  }

  @Test
  void census_should_grow_at_once_when_there_are_few_threads() {
    MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE / 2);
    CommonCensus common = new CommonCensus(budget);
    common.shareAmong(1);
    Census census = new Census(budget, common);

    for (int kind = 0; kind < 100; kind++) census.add(1, kind, 1);

    assertThat(budget.usedBytes()).isEqualTo(256 * 16);
  }

  @Test
  void census_that_may_not_grow_should_give_all_to_the_common_one() {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    BirthTable births = new BirthTable(budget);
    CommonCensus common = new CommonCensus(budget);
    Census census = new Census(budget, common);
    budget.grown(1 << 20);

    for (int kind = 0; kind < 20; kind++) census.add(births.intern(1, 0), kind, 1);

    assertThat(budget.usedBytes() - (1 << 20)).isLessThanOrEqualTo(8 * 16 + 1024);
    assertThat(budget.refusedEntries()).isPositive();
  }
}
