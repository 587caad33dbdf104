package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/*
 *   Main.STORE -> Store -> rows[] -> 120 rows      the nearest path
 *   Main.TABLES -> Tables -> HashMap -> HashMap$Node[] -> HashMap$Node -> a table -> Store
 */
/** Rows pile up in a store of which a table is made that has a name. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HolderNamesTest {
  private static final int STORE = 1;
  private static final int ARRAY = 2;
  private static final int ROW = 3;
  private static final int TABLES = 4;
  private static final int MAP = 5;
  private static final int BUCKETS = 6;
  private static final int NODE = 7;
  private static final int TABLE = 8;
  private static final int STRING = 9;
  private static final int MAIN = 20;
  private static final int ROWS = 120;
  private static final int YOUNG = 700;

  private final SnapshotBuilder builder = new SnapshotBuilder();
  private int objects;
  private final int store;
  private final int rows;
  private final int buckets;

  HolderNamesTest() {
    builder.type(STORE, "com.acme.Store", new String[] {"com.acme.Store#rows"});
    builder.type(ARRAY, "[Lcom.acme.Row;", null);
    builder.type(ROW, "com.acme.Row", new String[0]);
    builder.type(TABLES, "com.acme.Tables", new String[] {"com.acme.Tables#byName"});
    builder.type(MAP, "java.util.HashMap", new String[] {"java.util.HashMap#table"});
    builder.type(BUCKETS, "[Ljava.util.HashMap$Node;", null);
    builder.type(
        NODE,
        "java.util.HashMap$Node",
        new String[] {
          "java.util.HashMap$Node#key",
          "java.util.HashMap$Node#value",
          "java.util.HashMap$Node#next"
        });
    builder.type(TABLE, "com.acme.Table", new String[] {"com.acme.Table#store"});
    builder.type(STRING, "java.lang.String", new String[0]);
    builder.context(MAIN, "com.acme.Main", "main", "Main.java", 7, true, 0);
    store = object(STORE, 0);
    builder.staticEdge(ROW, "com.acme.Main#STORE", store, MAIN);
    rows = object(ARRAY, 1);
    builder.edge(store, 0, rows, MAIN);
    for (int i = 0; i < ROWS; i++) {
      builder.edge(rows, i, object(ROW, 10 + 9 * i), MAIN);
    }
    int tables = object(TABLES, 1);
    builder.staticEdge(TABLE, "com.acme.Main#TABLES", tables, MAIN);
    int map = object(MAP, 1);
    builder.edge(tables, 0, map, MAIN);
    buckets = object(BUCKETS, 1);
    builder.edge(map, 0, buckets, MAIN);
  }

  @Test
  void table_of_a_store_should_name_it() {
    int name = object(STRING, 2);
    int entry = entry(0, name, table());

    List<HolderName> found = names(texts("HISTORY", TABLE, "TABLES", slots(entry, name)));

    assertThat(found)
        .containsExactly(new HolderName("com.acme.Table", "HISTORY", "com.acme.Tables.byName"));
  }

  @Test
  void store_that_two_tables_share_should_have_no_name() {
    entry(0, object(STRING, 2), table());
    entry(1, object(STRING, 2), table());

    assertThat(names(any("HISTORY"))).isEmpty();
  }

  @Test
  void table_in_two_maps_should_have_two_names() {
    int table = table();
    entry(0, object(STRING, 2), table);
    int other = object(TABLES, 1);
    builder.staticEdge(TABLE, "com.acme.Main#ALL", other, MAIN);
    int map = object(MAP, 1);
    builder.edge(other, 0, map, MAIN);
    int itsBuckets = object(BUCKETS, 1);
    builder.edge(map, 0, itsBuckets, MAIN);
    int entry = object(NODE, 2);
    builder.edge(itsBuckets, 0, entry, MAIN);
    builder.edge(entry, 0, object(STRING, 2), MAIN);
    builder.edge(entry, 1, table, MAIN);

    assertThat(names((type, field, slots, references) -> Optional.of(field)))
        .extracting(HolderName::name)
        .containsExactly("ALL", "TABLES");
  }

  @Test
  void what_only_the_store_leads_to_should_give_it_no_name() {
    int entry = object(NODE, 2);
    builder.edge(rows, ROWS, entry, MAIN);
    builder.edge(entry, 0, object(STRING, 2), MAIN);
    builder.edge(entry, 1, table(), MAIN);

    assertThat(names(any("HISTORY"))).isEmpty();
  }

  @Test
  void neighbour_in_the_map_should_give_no_name() {
    int entry = entry(0, object(STRING, 2), table());
    int other = object(NODE, 2);
    builder.edge(buckets, 1, other, MAIN);
    builder.edge(other, 0, object(STRING, 2), MAIN);
    builder.edge(other, 2, entry, MAIN);

    assertThat(names(any("HISTORY"))).extracting(HolderName::name).containsExactly("HISTORY");
  }

  @Test
  void key_that_is_younger_than_what_piles_up_should_not_be_read() {
    entry(0, object(STRING, YOUNG), table());

    assertThat(
            names(
                (type, field, slots, references) -> {
                  throw new AssertionError("read");
                }))
        .isEmpty();
  }

  @Test
  void object_without_a_named_entry_should_have_no_name() {
    entry(0, object(ROW, 2), table());

    assertThat(names(any("HISTORY"))).isEmpty();
  }

  @Test
  void name_should_be_short_and_printable() {
    entry(0, object(STRING, 2), table());

    assertThat(names(any("a\nb" + "c".repeat(100))))
        .extracting(HolderName::name)
        .containsExactly("a?b" + "c".repeat(57) + "…");
  }

  @Test
  void string_that_cannot_be_read_should_be_no_name() {
    entry(0, object(STRING, 2), table());

    assertThat(names(HeapTexts.NONE)).isEmpty();
  }

  private static HeapTexts any(String text) {
    return (type, field, slots, references) -> Optional.of(text);
  }

  /** The text of one path; all others have none. */
  private static HeapTexts texts(String text, int type, String field, List<Integer> slots) {
    return (typeId, name, path, references) ->
        typeId == type
                && name.equals(field)
                && path[path.length - 2] == slots.get(0)
                && path[path.length - 1] == slots.get(1)
                && references.length == path.length - 1
            ? Optional.of(text)
            : Optional.empty();
  }

  private static List<Integer> slots(int entry, int key) {
    return List.of(entry, key);
  }

  private int table() {
    int table = object(TABLE, 2);
    builder.edge(table, 0, store, MAIN);
    return table;
  }

  private int entry(int bucket, int key, int value) {
    int entry = object(NODE, 2);
    builder.edge(buckets, bucket, entry, MAIN);
    builder.edge(entry, 0, key, MAIN);
    builder.edge(entry, 1, value, MAIN);
    return entry;
  }

  private int object(int type, int birthClock) {
    int slot = objects++;
    builder.object(slot, type, MAIN, birthClock, 0, 0, 1, 0, 0, 16);
    return slot;
  }

  private List<HolderName> names(HeapTexts texts) {
    builder.clock(0, 1200);
    HeapView heap = HeapView.of(builder.build());
    return new GrowthSearch(heap, LibraryPatterns.of(List.of()), texts)
        .search().findings().stream()
            .filter(finding -> finding.type().equals("com.acme.Row"))
            .findFirst()
            .orElseThrow()
            .ways()
            .holderNames();
  }
}
