package io.refledger.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PendingObjectsTest {
  private static final int MAP = 1;
  private static final int ENTRY = 2;
  private static final int WEAK = 3;
  private static final int VALUE = 4;
  private static final int KEYED = 5;

  private final SnapshotBuilder builder = new SnapshotBuilder();

  PendingObjectsTest() {
    String queue = "java.lang.ref.Reference#queue";
    builder.type(MAP, "java.util.WeakHashMap", new String[] {"java.util.WeakHashMap#table"});
    builder.type(ENTRY, "java.util.WeakHashMap$Entry", new String[] {queue, "x#value", "x#next"});
    builder.type(WEAK, "java.lang.ref.WeakReference", new String[] {queue});
    builder.type(VALUE, "com.acme.Value", new String[] {"com.acme.Value#other"});
  }

  @Test
  void value_below_an_entry_with_a_dead_key_should_be_pending_with_it() {
    // static -> map -> entry -> value -> part
    held(0, MAP);
    object(1, ENTRY);
    builder.outlived(1);
    object(2, VALUE);
    object(3, VALUE);
    edge(0, 1);
    edge(1, 2);
    edge(2, 3);

    assertThat(pending()).containsExactly(1, 2, 3);
  }

  @Test
  void what_something_else_holds_too_should_not_be_pending() {
    // static -> map -> entry -> value <- static, value -> part
    held(0, MAP);
    object(1, ENTRY);
    builder.outlived(1);
    builder.object(2, VALUE, 0, 0, 0, 0, 2, 0, 0, 16);
    object(3, VALUE);
    edge(0, 1);
    edge(1, 2);
    edge(2, 3);

    assertThat(pending()).containsExactly(1);
  }

  @Test
  void entry_behind_one_with_a_dead_key_should_not_be_pending() {
    // static -> map -> entry (key dead) -> entry (key alive) -> value
    held(0, MAP);
    object(1, ENTRY);
    builder.outlived(1);
    object(2, ENTRY);
    object(3, VALUE);
    edge(0, 1);
    edge(1, 2);
    edge(2, 3);

    assertThat(pending()).containsExactly(1);
  }

  @Test
  void entry_of_a_strong_map_whose_key_has_a_dead_referent_should_be_pending() {
    // static -> entry -> key -> reference (referent dead), entry -> value
    builder.type(KEYED, "java.util.Hashtable$Entry", new String[] {"e#key", "e#value"});
    held(0, MAP);
    object(1, KEYED);
    object(2, VALUE);
    object(3, WEAK);
    builder.outlived(3);
    object(4, VALUE);
    edge(0, 1);
    edge(1, 2);
    builder.edge(1, 1, 4, 0);
    edge(2, 3);

    assertThat(pending()).contains(1, 2, 4);
  }

  @Test
  void weak_reference_of_the_programs_own_should_not_be_pending() {
    held(0, WEAK);
    builder.outlived(0);

    assertThat(pending()).isEmpty();
  }

  @Test
  void object_that_only_a_pinned_foreign_or_immortal_one_leads_to_should_not_be_pending() {
    builder.object(0, VALUE, 0, 0, 0, 0, 0, 1, 0, 16);
    builder.object(1, VALUE, 0, 0, 0, 0, 0, 0, 0, 16);
    builder.foreign(1);
    builder.object(2, VALUE, 0, 0, 0, 0, 0, 0, 0, 16);
    builder.immortal(2);
    object(3, VALUE);
    object(4, VALUE);
    object(5, VALUE);
    edge(0, 3);
    edge(1, 4);
    edge(2, 5);

    assertThat(pending()).isEmpty();
  }

  /** An object with one reference, which another object has. */
  private void object(int slot, int type) {
    builder.object(slot, type, 0, 0, 0, 0, 1, 0, 0, 16);
  }

  /** An object with one reference that no object has. */
  private void held(int slot, int type) {
    object(slot, type);
  }

  private void edge(int from, int to) {
    builder.edge(from, 0, to, 0);
  }

  private int[] pending() {
    return PendingObjects.in(builder.build()).asIntLookupContainer().toArray();
  }
}
