package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TableIdentityTest {
  private final TableIdentity table = new TableIdentity(4);
  private final Context context = Hooks.context();

  @Test
  void bound_object_should_have_its_slot_and_others_none() {
    Object[] objects = new Object[1000];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = new Object();
      assertThat(table.bind(objects[i], i + 1, context)).isTrue();
    }

    for (int i = 0; i < objects.length; i++) {
      assertThat(table.slot(objects[i])).isEqualTo(i + 1);
    }
    assertThat(table.slot(new Object())).isEqualTo(0);
    assertThat(table.size()).isEqualTo(1000);
  }

  @Test
  void slot_that_is_given_again_should_leave_its_first_object() {
    Object first = new Object();
    Object second = new Object();
    table.bind(first, 7, context);

    table.bind(second, 7, context);

    assertThat(table.slot(first)).isEqualTo(0);
    assertThat(table.slot(second)).isEqualTo(7);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void object_that_has_a_slot_should_keep_it() {
    Object object = new Object();
    table.bind(object, 7, context);

    assertThat(table.bind(object, 8, context)).isFalse();

    assertThat(table.slot(object)).isEqualTo(7);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void slots_far_apart_should_be_kept_apart() {
    Object low = new Object();
    Object high = new Object();

    table.bind(low, 1, context);
    table.bind(high, 1 << 20, context);

    assertThat(table.slot(low)).isEqualTo(1);
    assertThat(table.slot(high)).isEqualTo(1 << 20);
  }
}
