package io.refledger.rt.table;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a record shows that another thread is giving up or filling. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CellsTest {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long BLOCK = CountWord.BLOCK_BIT;
  private static final int NUMBER = RecordLayout.REFERENTS + 4;

  private final MemoryBudget budget = new MemoryBudget(8 << 20);
  private final ShadowTable table = new ShadowTable(1 << 20, true, budget);
  private final EdgeArena arena = new EdgeArena(1 << 20, true, budget);
  private final BirthTable births = new BirthTable();
  private final Cells cells = new Cells(table, new EdgeTable(table, arena, births));
  private final int slot = table.carve(1, MemoryBudget.OBJECTS);
  private final long record = table.address(slot);

  @BeforeEach
  void begin() {
    cells.begin();
  }

  @AfterEach
  void dispose() {
    table.dispose();
    arena.dispose();
  }

  @Test
  void cells_of_a_block_should_be_its_referents() {
    int block = arena.allocate(5, MemoryBudget.OBJECTS);
    U.putInt(arena.address(block) + 16, slot);
    U.putInt(record + RecordLayout.REFERENTS, block);
    U.putInt(record + NUMBER, 5);

    assertThat(cells.of(slot, BLOCK)).isEqualTo(5);
    assertThat(cells.referent(4)).isEqualTo(slot);
  }

  @Test
  void size_in_place_of_a_block_should_lead_nowhere() {
    for (int size : new int[] {0, -1, 1 << 17, Integer.MAX_VALUE}) {
      U.putInt(record + RecordLayout.REFERENTS, size);
      U.putInt(record + NUMBER, 5);

      assertThat(cells.of(slot, BLOCK)).as("block %d", size).isZero();
    }
  }

  @Test
  void number_that_belongs_to_another_block_should_not_lead_out_of_the_arena() {
    U.putInt(record + RecordLayout.REFERENTS, arena.allocate(5, MemoryBudget.OBJECTS));
    for (int number : new int[] {-1, 1 << 17, Integer.MAX_VALUE}) {
      U.putInt(record + NUMBER, number);

      assertThat(cells.of(slot, BLOCK)).as("number %d", number).isZero();
    }
  }

  @Test
  void what_is_no_slot_should_be_no_referent() {
    for (int cell : new int[] {-slot, table.highWater() + 1, 1 << 28, Integer.MIN_VALUE}) {
      U.putInt(record + RecordLayout.REFERENTS, cell);

      assertThat(cells.of(slot, 0)).isEqualTo(RecordLayout.INLINE_REFERENCES);
      assertThat(cells.referent(0)).as("cell %d", cell).isZero();
    }
  }
}
