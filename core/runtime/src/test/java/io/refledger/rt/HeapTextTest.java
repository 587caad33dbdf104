package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeapTextTest {
  static class Entry {
    Object key;
  }

  static class Registry {
    static Object entries;
  }

  static {
    WovenHeap.shape(Object.class, Entry.class, Registry.class);
  }

  private static final int KEY = WovenHeap.storeSite(Entry.class, "key");
  private static final int ENTRIES = WovenHeap.storeSite(Registry.class, "entries");

  private final WovenHeap heap = new WovenHeap();
  private final String name = heap.make(() -> " HISTORY".strip());
  private final Entry entry = heap.make(Entry::new);
  private final Object[] entries = heap.arrayOf(null, entry);

  @BeforeEach
  void hold() {
    heap.put(entry, name, KEY, () -> entry.key = name);
    long token = Hooks.beforeStaticStore(entries, Registry.class, heap.c, ENTRIES);
    Registry.entries = entries;
    Hooks.afterStore(token, heap.c, ENTRIES);
  }

  @Test
  void text_should_be_read_at_the_end_of_a_path() {
    assertThat(text("entries", slots(entries, entry, name), 1, 0)).isEqualTo("HISTORY");
  }

  @Test
  void path_that_the_program_has_changed_should_have_no_text() {
    int[] slots = slots(entries, entry, name);
    Entry other = heap.make(Entry::new);
    heap.put(other, name, KEY, () -> other.key = name);
    heap.set(entries, 1, other);

    assertThat(text("entries", slots, 1, 0)).isNull();
  }

  @Test
  void path_that_cannot_be_followed_should_have_no_text() {
    assertThat(text("entries", slots(entries, entry, name), 2, 0)).isNull();
    assertThat(text("entries", slots(entries, entry, name), 1, 1)).isNull();
    assertThat(text("entries", slots(entries, entry, name), 0, 0)).isNull();
    assertThat(text("missing", slots(entries, entry, name), 1, 0)).isNull();
    assertThat(HeapText.at(Integer.MAX_VALUE, "entries", slots(name), new int[0])).isNull();
  }

  @Test
  void object_that_is_no_string_should_have_no_text() {
    assertThat(text("entries", slots(entries, entry), 1)).isNull();
  }

  private String text(String field, int[] slots, int... references) {
    int type = TYPES.of(Registry.class, heap.c).id;
    assertThat(LEDGER.isLive(slots[0])).isTrue();
    return HeapText.at(type, field, slots, references);
  }

  private static int[] slots(Object... objects) {
    int[] slots = new int[objects.length];
    for (int i = 0; i < objects.length; i++) slots[i] = Identity.slot(objects[i]);
    return slots;
  }
}
