package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BalanceTableTest {
  private static final int MOST = 1 << 10;

  @Test
  void row_should_be_the_sum_of_what_was_added() {
    var table = new BalanceTable(MOST, null);

    table.add(3, 5, 1, 1, 0);
    table.add(3, 5, 1, 1, 1);

    assertThat(table.rows()).containsExactly(3, 5, 1, 2, 1);
  }

  @Test
  void newer_stamp_should_begin_the_row_again_and_an_older_one_be_refused() {
    var table = new BalanceTable(MOST, null);
    table.add(3, 5, 1, 4, 0);

    assertThat(table.add(3, 5, 2, 1, 0)).isTrue();
    assertThat(table.add(3, 5, 1, 1, 0)).isFalse();

    assertThat(table.rows()).containsExactly(3, 5, 2, 1, 0);
  }

  @Test
  void full_table_should_refuse_new_rows_and_go_on_with_those_it_has() {
    var table = new BalanceTable(MOST, null);
    for (int i = 1; i <= MOST; i++) {
      assertThat(table.add(i, -1, 0, 1, 0)).isTrue();
    }

    assertThat(table.add(MOST + 1, -1, 0, 1, 0)).isFalse();
    assertThat(table.add(MOST, -1, 0, 1, 0)).isTrue();

    assertThat(table.rows()).hasSize(MOST * BalanceTable.COLUMNS);
  }

  @Test
  void full_table_should_drop_what_is_of_no_use() {
    var table = new BalanceTable(MOST, (first, second, stamp) -> first > MOST - 2);
    for (int i = 1; i <= MOST; i++) {
      table.add(i, 7, 0, i, 0);
    }

    assertThat(table.add(MOST + 1, 7, 0, 1, 0)).isTrue();

    assertThat(table.rows()).hasSize(3 * BalanceTable.COLUMNS);
    assertThat(table.stamp(1, 7)).isZero();
  }
}
