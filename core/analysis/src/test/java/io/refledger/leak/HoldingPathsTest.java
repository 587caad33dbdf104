package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Paths through maps: what of a snapshot they take along. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldingPathsTest {
  private static final int CACHE = 1;
  private static final int TABLE = 2;
  private static final int NODE = 3;
  private static final int SESSION = 4;
  private static final int SESSIONS = 5;
  private static final int NAME = 6;
  private static final int THREAD = 7;
  private static final int THREAD_LOCAL_MAP = 8;
  private static final int ENTRIES = 9;
  private static final int ENTRY = 10;
  private static final int KEY_FIELD = 0;
  private static final int VALUE_FIELD = 1;
  private static final int MAIN = 1;
  private static final int THREADS_BIRTH = 1;

  private final SnapshotBuilder builder = new SnapshotBuilder();
  private int objects;

  HoldingPathsTest() {
    String threadLocalMap = "java.lang.ThreadLocal$ThreadLocalMap";
    builder.type(CACHE, "com.acme.Cache", new String[] {"java.util.HashMap#table"});
    builder.type(TABLE, "[Ljava.util.HashMap$Node;", null);
    builder.type(
        NODE,
        "java.util.HashMap$Node",
        new String[] {"java.util.HashMap$Node#key", "java.util.HashMap$Node#value"});
    builder.type(SESSION, "com.acme.Session", new String[0]);
    builder.type(SESSIONS, "[Lcom.acme.Session;", null);
    builder.type(NAME, "java.lang.String", new String[0]);
    builder.type(THREAD, "java.lang.Thread", new String[] {"java.lang.Thread#threadLocals"});
    builder.type(THREAD_LOCAL_MAP, threadLocalMap, new String[] {threadLocalMap + "#table"});
    builder.type(ENTRIES, "[L" + threadLocalMap + "$Entry;", null);
    builder.type(ENTRY, threadLocalMap + "$Entry", new String[] {threadLocalMap + "$Entry#value"});
    builder.context(MAIN, "com.acme.Main", "main", "Main.java", 7, true, 0);
  }

  @Test
  void value_should_know_the_class_of_its_key() {
    int node = node();
    builder.edge(node, KEY_FIELD, object(NAME), MAIN);
    int session = object(SESSION);
    builder.edge(node, VALUE_FIELD, session, MAIN);

    assertThat(steps(session))
        .containsExactly(
            "com.acme.Main.CACHE false null",
            "java.util.HashMap.table true null",
            "[x] true null",
            "java.util.HashMap$Node.value false java.lang.String");
  }

  @Test
  void value_whose_key_the_ledger_does_not_track_should_know_none() {
    int session = object(SESSION);
    builder.edge(node(), VALUE_FIELD, session, MAIN);

    assertThat(steps(session)).contains("java.util.HashMap$Node.value false null");
  }

  @Test
  void key_should_know_no_key() {
    int node = node();
    int session = object(SESSION);
    builder.edge(node, KEY_FIELD, session, MAIN);
    builder.edge(node, VALUE_FIELD, object(NAME), MAIN);

    assertThat(steps(session)).contains("java.util.HashMap$Node.key false null");
  }

  @Test
  void array_as_a_value_should_be_an_element() {
    int array = object(SESSIONS);
    builder.edge(node(), VALUE_FIELD, array, MAIN);
    int session = object(SESSION);
    builder.edge(array, 0, session, MAIN);

    assertThat(steps(session))
        .containsExactly(
            "com.acme.Main.CACHE false null",
            "java.util.HashMap.table true null",
            "[x] true null",
            "java.util.HashMap$Node.value false null",
            "[x] false null");
  }

  @Test
  void value_of_a_thread_local_should_have_a_thread_local_as_key() {
    assertThat(steps(threadLocal()))
        .containsExactly(
            "java.lang.Thread.threadLocals true null",
            "java.lang.ThreadLocal$ThreadLocalMap.table true null",
            "[x] true null",
            "java.lang.ThreadLocal$ThreadLocalMap$Entry.value false java.lang.ThreadLocal");
  }

  @Test
  void thread_should_be_suspect_whatever_the_age_of_the_map_of_its_thread_locals() {
    int session = threadLocal();
    builder.clock(0, 100);
    HeapView heap = HeapView.of(builder.build());

    for (int since = THREADS_BIRTH + 1; since < session; since++) {
      assertThat(new HoldingPaths(heap, since).suspect(session - 1, since))
          .as("since %d", since)
          .isEqualTo("java.lang.Thread#threadLocals");
    }
  }

  /** What a thread that is born first has in a thread local. */
  private int threadLocal() {
    int thread = object(THREAD);
    builder.thread(thread, "worker", new String[0]);
    int map = object(THREAD_LOCAL_MAP);
    builder.edge(thread, 0, map, MAIN);
    int entries = object(ENTRIES);
    builder.edge(map, 0, entries, MAIN);
    int entry = object(ENTRY);
    builder.edge(entries, 5, entry, MAIN);
    int session = object(SESSION);
    builder.edge(entry, 0, session, MAIN);
    return session;
  }

  /** A node in the table of a cache, which extends HashMap. */
  private int node() {
    int cache = object(CACHE);
    builder.staticEdge(CACHE, "com.acme.Main#CACHE", cache, MAIN);
    int table = object(TABLE);
    builder.edge(cache, 0, table, MAIN);
    int node = object(NODE);
    builder.edge(table, 3, node, MAIN);
    return node;
  }

  private int object(int type) {
    int slot = ++objects;
    builder.object(slot, type, MAIN, slot, 0, 0, 1, 0, 0, 16);
    return slot;
  }

  private List<String> steps(int slot) {
    builder.clock(0, 100);
    HoldingPaths holding = new HoldingPaths(HeapView.of(builder.build()));
    return holding.pathTo(slot - 1, 50, Optional.empty()).stream()
        .map(step -> step.reference() + " " + step.isInside() + " " + step.key().orElse(null))
        .toList();
  }
}
