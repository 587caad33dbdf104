package io.refledger.rt.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The small structures of the table. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TableTest {

  @Test
  void counts_and_flags_should_not_overlap_and_fill_the_word() {
    long word = CountWord.REFS_MASK + CountWord.PINS_MASK + CountWord.bit(0xffff) + CountWord.DEAD;

    assertThat(word).isEqualTo(-1L);
    assertThat(Long.bitCount(word)).isEqualTo(27 + 20 + 16 + 1);
    assertThat(CountWord.refs(CountWord.IMMORTAL_COUNTS)).isEqualTo(1 << 25);
    assertThat(CountWord.pins(CountWord.IMMORTAL_COUNTS)).isEqualTo(1 << 18);
    assertThat(CountWord.generation(CountWord.bit(2 * CountWord.GENERATION))).isEqualTo(2);
  }

  @Test
  void slot_of_a_fresh_chunk_should_be_dead_before_it_is_given_out() {
    var table = new ShadowTable(1 << 20, true, new MemoryBudget(1 << 20));

    int first = table.carve(1024, MemoryBudget.OBJECTS);

    assertThat(first).isEqualTo(1);
    assertThat(table.highWater()).isEqualTo(table.carvedSlots(first, 1024));
    for (int slot = first; slot <= table.highWater(); slot++) {
      assertThat(CountWord.isDead(table.word(slot))).isTrue();
    }
    table.dispose();
  }

  @Test
  void queue_should_give_back_in_the_order_of_arrival_while_it_grows() {
    var queue = new SlotQueue();
    for (int round = 0; round < 3; round++) {
      for (int slot = 1; slot <= 100; slot++) {
        queue.add(slot);
      }
      for (int slot = 1; slot <= 100; slot++) {
        assertThat(queue.poll()).isEqualTo(slot);
      }
    }
    assertThat(queue.poll()).isZero();
    queue.dispose();
  }

  @Test
  void queue_without_entries_should_take_no_memory() {
    long before = NativeMemory.ALL.memoryBytes();

    var queue = new SlotQueue();
    assertThat(queue.poll()).isZero();
    assertThat(NativeMemory.ALL.memoryBytes()).isEqualTo(before);
    for (int slot = 1; slot <= 100; slot++) queue.add(slot);
    queue.trim();
    assertThat(queue.size()).isEqualTo(100);
    while (queue.size() > 0) queue.poll();
    queue.trim();

    assertThat(NativeMemory.ALL.memoryBytes()).isEqualTo(before);
    queue.add(7);
    assertThat(queue.poll()).isEqualTo(7);
    queue.dispose();
  }

  @Test
  void vector_without_room_should_take_no_memory_before_its_first_entry() {
    long before = NativeMemory.ALL.memoryBytes();

    var vector = new IntVector(0);
    assertThat(NativeMemory.ALL.memoryBytes()).isEqualTo(before);
    for (int i = 0; i < 100; i++) vector.add(i);
    for (int i = 99; i >= 0; i--) assertThat(vector.removeLast()).isEqualTo(i);
    vector.trim(0);

    assertThat(NativeMemory.ALL.memoryBytes()).isEqualTo(before);
  }

  @Test
  void map_should_agree_with_a_hash_map_under_random_puts_and_removals() {
    var random = new Random(5);
    var map = new IntMap();
    Map<Integer, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      int key = 1 + random.nextInt(300);
      int value = random.nextInt(3);
      map.put(key, value);
      if (value == 0) {
        expected.remove(key);
      } else {
        expected.put(key, value);
      }
    }

    assertThat(map.size()).isEqualTo(expected.size());
    for (int key = 1; key <= 300; key++) {
      assertThat(map.get(key)).isEqualTo(expected.getOrDefault(key, 0));
    }
  }

  @Test
  void block_should_be_used_again_for_the_same_number_of_references() {
    var arena = new EdgeArena(1 << 20, true, new MemoryBudget(1 << 20));
    int block = arena.allocate(5, MemoryBudget.REFERRERS);
    arena.free(block, 5);

    assertThat(arena.allocate(7, MemoryBudget.REFERRERS)).isEqualTo(block);
    assertThat(arena.allocate(7, MemoryBudget.REFERRERS)).isEqualTo(block + 8);
    arena.dispose();
  }

  @Test
  void arena_should_refuse_when_the_budget_is_spent() {
    var arena = new EdgeArena(8 << 20, true, new MemoryBudget(2 << 20));

    assertThat(arena.allocate(100_000, MemoryBudget.REFERRERS)).isNotZero();
    assertThat(arena.allocate(100_000, MemoryBudget.REFERRERS)).isZero();
    arena.dispose();
  }

  @Test
  void token_of_a_stripe_should_unlock_it_once() {
    var stripes = new Stripes();
    long first = stripes.lock(7);
    stripes.unlock(first);
    long second = stripes.lock(7 + Stripes.COUNT);
    stripes.unlock(first);

    assertThat(second).isNotEqualTo(first);
    stripes.unlock(second);
    stripes.stop();
    stripes.resume();
    assertThat(stripes.broken()).isZero();
    stripes.dispose();
  }

  @Test
  void birth_id_should_be_the_same_for_the_same_pair_only() {
    var births = new BirthTable();
    for (int i = 0; i < 1000; i++) {
      assertThat(births.intern(i % 10, i)).isEqualTo(i + 1);
    }
    assertThat(births.intern(3, 13)).isEqualTo(14);
    assertThat(births.type(14)).isEqualTo(3);
    assertThat(births.allocationContext(14)).isEqualTo(13);
    births.dispose();
  }
}
