package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Sessions that pile up in com.acme.Main.FIRST; each other way begins at a static of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WaySearchTest {
  private static final int LIST = 1;
  private static final int ARRAY = 2;
  private static final int SESSION = 3;
  private static final int NODE = 4;
  private static final int SOFT = 5;
  private static final int OPEN = 10;
  private static final int REMEMBER = 11;
  private static final int SESSIONS = 120;

  private final SnapshotBuilder builder = new SnapshotBuilder();
  private final int[] sessions = new int[SESSIONS];
  private int objects;

  WaySearchTest() {
    builder.type(LIST, "java.util.ArrayList", new String[] {"java.util.ArrayList#elementData"});
    builder.type(ARRAY, "[Ljava.lang.Object;", null);
    builder.type(SESSION, "com.acme.Session", new String[] {"com.acme.Session#next"});
    builder.type(NODE, "com.acme.Node", new String[] {"com.acme.Node#item"});
    builder.type(
        SOFT, "java.lang.ref.SoftReference", new String[] {"java.lang.ref.Reference#referent"});
    builder.context(OPEN, "com.acme.Login", "open", "Login.java", 41, true, 0);
    builder.context(REMEMBER, "com.acme.Recent", "add", "Recent.java", 7, true, 0);
    int array = list("com.acme.Main#FIRST");
    for (int i = 0; i < SESSIONS; i++) {
      sessions[i] = object(SESSION, 10 * i);
      builder.edge(array, i, sessions[i], OPEN);
    }
  }

  @Test
  void two_lists_should_be_two_ways_with_their_counts_and_stores() {
    int recent = list("com.acme.Recent#LIST");
    for (int i = 0; i < 40; i++) {
      builder.edge(recent, i, sessions[SESSIONS - 40 + i], REMEMBER);
    }

    Ways found = find();

    assertThat(ways(found))
        .containsExactly("120 by com.acme.Main.FIRST", "40 by com.acme.Recent.LIST");
    List<PathStep> other = found.shown().get(1).path();
    assertThat(other.get(other.size() - 1).referent()).isEqualTo("com.acme.Session");
    assertThat(other.get(other.size() - 1).storedAt())
        .map(Object::toString)
        .hasValue("com.acme.Recent.add(Recent.java:7)");
    assertThat(found.others()).containsExactly(found.shown().get(1));
  }

  @Test
  void list_that_alone_holds_them_should_be_one_way_however_many_hold_the_list() {
    builder.staticEdge(LIST, "com.acme.Main#ALIAS", 0, OPEN);

    assertThat(ways(find())).containsExactly("120 by com.acme.Main.FIRST");
  }

  @Test
  void references_among_them_should_be_no_ways() {
    for (int i = 1; i < SESSIONS; i++) {
      builder.edge(sessions[i - 1], 0, sessions[i], OPEN);
    }

    assertThat(ways(find())).containsExactly("120 by com.acme.Main.FIRST");
  }

  @Test
  void soft_reference_should_be_no_way() {
    int soft = object(SOFT, 1);
    builder.staticEdge(LIST, "com.acme.Main#SOFT", soft, OPEN);
    builder.edge(soft, 0, sessions[0], OPEN);

    assertThat(ways(find())).hasSize(1);
  }

  @Test
  void object_that_two_places_of_one_list_hold_should_count_once() {
    int recent = list("com.acme.Recent#LIST");
    builder.edge(recent, 0, sessions[7], REMEMBER);
    builder.edge(recent, 1, sessions[7], REMEMBER);

    assertThat(ways(find())).contains("1 by com.acme.Recent.LIST");
  }

  @Test
  void static_field_should_be_a_way_to_the_object_itself() {
    int node = object(NODE, 1);
    builder.staticEdge(LIST, "com.acme.Main#LATEST", node, OPEN);
    builder.edge(node, 0, sessions[SESSIONS - 1], OPEN);

    assertThat(ways(find())).contains("1 by com.acme.Main.LATEST");
  }

  @Test
  void ways_beyond_the_fifth_should_be_a_number() {
    for (int way = 1; way <= 7; way++) {
      int list = list("com.acme.Other#LIST" + way);
      for (int i = 0; i < way; i++) {
        builder.edge(list, i, sessions[i], REMEMBER);
      }
    }

    Ways found = find();

    assertThat(ways(found))
        .containsExactly(
            "120 by com.acme.Main.FIRST",
            "7 by com.acme.Other.LIST7",
            "6 by com.acme.Other.LIST6",
            "5 by com.acme.Other.LIST5",
            "4 by com.acme.Other.LIST4");
    assertThat(found.leftOut()).isEqualTo(3);
  }

  private static List<String> ways(Ways found) {
    return found.shown().stream()
        .map(way -> way.count() + " by " + way.path().get(0).reference())
        .toList();
  }

  /** The array of a list that a static field holds. */
  private int list(String field) {
    int list = object(LIST, 0);
    int array = object(ARRAY, 0);
    builder.staticEdge(LIST, field, list, OPEN);
    builder.edge(list, 0, array, OPEN);
    return array;
  }

  private int object(int type, int birthClock) {
    int slot = objects++;
    builder.object(slot, type, OPEN, birthClock, 0, 0, 1, 0, 0, 16);
    return slot;
  }

  private Ways find() {
    builder.clock(0, 10 * SESSIONS);
    HeapView heap = HeapView.of(builder.build());
    List<Finding> findings =
        new GrowthSearch(heap, LibraryPatterns.of(List.of()), HeapTexts.NONE).search().findings();
    assertThat(findings).hasSize(1);
    return findings.get(0).ways();
  }
}
