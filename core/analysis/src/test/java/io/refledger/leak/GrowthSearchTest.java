package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GrowthSearchTest {
  private static final int HOLDER = 1;
  private static final int ARRAY = 2;
  private static final int SESSION = 3;
  private static final int NAME = 4;
  private static final int SOFT = 5;
  private static final int TYPE = 6;
  private static final int FILE = 7;
  private static final int READER = 8;
  private static final int MAIN = 10;
  private static final int OPEN = 11;
  private static final int LINK = 12;
  private static final int COPY = 13;
  private static final int BIRTHS = 1200;

  private final SnapshotBuilder builder = new SnapshotBuilder();
  private int objects;

  GrowthSearchTest() {
    builder.type(HOLDER, "java.util.ArrayList", new String[] {"java.util.ArrayList#elementData"});
    builder.type(ARRAY, "[Ljava.lang.Object;", null);
    builder.type(SESSION, "com.acme.Session", new String[] {"com.acme.Session#name"});
    builder.type(NAME, "com.acme.Name", new String[0]);
    builder.type(
        SOFT, "java.lang.ref.SoftReference", new String[] {"java.lang.ref.Reference#referent"});
    builder.context(MAIN, "com.acme.Main", "main", "Main.java", 7, true, 0);
    builder.context(COPY, "com.acme.Session", "copy", "Session.java", 9, true, 0);
    builder.context(OPEN, "com.acme.Login", "open", "Login.java", 41, true, 0);
  }

  @Test
  void survivors_of_all_ages_in_a_static_list_should_be_one_finding() {
    // static -> list -> Object[] -> 120 sessions -> a name each
    int array = list();
    for (int i = 0; i < 120; i++) {
      int session = object(SESSION, OPEN, 10 * i);
      builder.edge(array, i, session, OPEN);
      builder.edge(session, 0, object(NAME, OPEN, 10 * i), OPEN);
    }

    List<Finding> findings = search().findings();

    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.type()).isEqualTo("com.acme.Session");
    assertThat(finding.count()).isEqualTo(120);
    assertThat(finding.perInterval()).hasSize(12).containsOnly(10L);
    assertThat(finding.retainedBytes()).isEqualTo(240 * 16);
    assertThat(finding.allocatedAt())
        .map(Object::toString)
        .hasValue("com.acme.Login.open(Login.java:41)");
    assertThat(finding.path().get(0).reference()).isEqualTo("com.acme.Main.SESSIONS");
    assertThat(finding.path().stream().filter(PathStep::isSuspect).map(PathStep::reference))
        .containsExactly("java.util.ArrayList.elementData", "[x]");
  }

  @Test
  void survivors_of_the_beginning_should_be_silent() {
    int array = list();
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, object(SESSION, OPEN, i), OPEN);
    }

    assertThat(search().findings()).isEmpty();
  }

  @Test
  void too_few_survivors_should_be_near_at_most() {
    int array = list();
    for (int i = 0; i < 36; i++) {
      builder.edge(array, i, object(SESSION, OPEN, 33 * i), OPEN);
    }

    GrowthSearch.Result result = search();

    assertThat(result.findings()).isEmpty();
    assertThat(result.near())
        .containsExactly(
            "36 Session allocated at com.acme.Login.open(Login.java:41): 36 survivors of 50");
  }

  @Test
  void survivors_that_a_soft_reference_holds_should_be_near_at_most() {
    int soft = object(SOFT, MAIN, 0);
    builder.staticEdge(HOLDER, "com.acme.Main#CACHE", soft, MAIN);
    int array = object(ARRAY, MAIN, 1);
    builder.edge(soft, 0, array, MAIN);
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, object(SESSION, OPEN, 10 * i), OPEN);
    }

    GrowthSearch.Result result = search();

    assertThat(result.findings()).isEmpty();
    assertThat(result.near()).singleElement().asString().contains("held softly");
  }

  @Test
  void survivors_that_frames_hold_directly_should_be_near_at_most() {
    for (int i = 0; i < 120; i++) {
      builder.foreign(object(SESSION, OPEN, 10 * i));
    }

    GrowthSearch.Result result = search();

    assertThat(result.findings()).isEmpty();
    assertThat(result.near()).singleElement().asString().contains("held by a frame of its own");
  }

  @Test
  void survivors_that_hang_on_what_frames_hold_directly_should_be_near_at_most() {
    int wrapper = 40;
    builder.type(wrapper, "java.util.Iterator", new String[] {"java.util.Iterator.of"});
    for (int i = 0; i < 120; i++) {
      int held = object(wrapper, OPEN, 10 * i);
      builder.foreign(held);
      builder.edge(held, 0, object(SESSION, OPEN, 10 * i), OPEN);
    }

    assertThat(search().findings()).isEmpty();
  }

  @Test
  void what_links_calls_should_be_near_at_most() {
    int table = object(ARRAY, MAIN, 0);
    builder.immortal(table);
    linkTypesFrom(table);

    GrowthSearch.Result result = search();

    assertThat(result.findings()).isEmpty();
    assertThat(result.near()).singleElement().asString().contains("keeps of code");
  }

  @Test
  void what_links_calls_should_be_a_finding_if_the_application_keeps_it() {
    linkTypesFrom(list());

    assertThat(search().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.type()).isEqualTo("java.lang.invoke.MethodType"));
  }

  @Test
  void what_classes_keep_of_their_annotations_should_be_near_at_most() {
    // 120 class mirrors -> AnnotationData -> LinkedHashMap -> Entry
    keepUnderMirrors("java.lang.Class$AnnotationData", "java.lang.Class.annotationData");

    GrowthSearch.Result result = search();

    assertThat(result.findings()).isEmpty();
  }

  @Test
  void what_the_application_keeps_for_classes_should_be_a_finding() {
    keepUnderMirrors("java.lang.ClassValue$ClassValueMap", "java.lang.Class.classValueMap");

    assertThat(search().findings()).isNotEmpty();
  }

  private void keepUnderMirrors(String type, String reference) {
    int mirrorType = 40;
    int keptType = 41;
    int mapType = 42;
    int entryType = 43;
    builder.type(mirrorType, "java.lang.Class", new String[] {reference});
    builder.type(keptType, type, new String[] {type + ".map"});
    builder.type(mapType, "java.util.LinkedHashMap", new String[] {"java.util.LinkedHashMap.head"});
    builder.type(entryType, "java.util.LinkedHashMap$Entry", new String[0]);
    for (int i = 0; i < 120; i++) {
      int mirror = object(mirrorType, MAIN, 0);
      builder.immortal(mirror);
      int kept = object(keptType, OPEN, 10 * i);
      int map = object(mapType, OPEN, 10 * i);
      builder.edge(mirror, 0, kept, OPEN);
      builder.edge(kept, 0, map, OPEN);
      builder.edge(map, 0, object(entryType, OPEN, 10 * i), OPEN);
    }
  }

  @Test
  void what_loads_classes_should_be_near_at_most() {
    // a table from before the agent -> 120 entries -> a key each
    int keyType = 40;
    int entryType = 41;
    String entry = "java.util.concurrent.ConcurrentHashMap$Node";
    builder.type(keyType, "jdk.internal.loader.AbstractClassLoaderValue$Sub", new String[0]);
    builder.type(entryType, entry, new String[] {entry + ".key"});
    int table = object(ARRAY, MAIN, 0);
    builder.immortal(table);
    for (int i = 0; i < 120; i++) {
      int node = object(entryType, OPEN, 10 * i);
      builder.edge(table, i, node, OPEN);
      builder.edge(node, 0, object(keyType, OPEN, 10 * i), OPEN);
    }

    assertThat(search().findings()).isEmpty();
  }

  @Test
  void locks_of_class_loaders_should_be_near_at_most() {
    // a table from before the agent -> 120 entries -> a lock each
    int entryType = 41;
    String entry = "java.util.concurrent.ConcurrentHashMap$Node";
    builder.type(NAME, "java.lang.Object", new String[0]);
    builder.type(entryType, entry, new String[] {entry + ".val"});
    builder.context(LINK, "java.lang.ClassLoader", "lock", "ClassLoader.java", 9, false, OPEN);
    int table = object(ARRAY, MAIN, 0);
    builder.immortal(table);
    for (int i = 0; i < 120; i++) {
      int node = object(entryType, OPEN, 10 * i);
      builder.edge(table, i, node, OPEN);
      builder.edge(node, 0, object(NAME, LINK, 10 * i), OPEN);
    }

    assertThat(search().findings()).isEmpty();
  }

  /** As threads wait for a latch. */
  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void chain_of_very_many_survivors_should_be_looked_through_once() {
    int nodeType = 40;
    String node = "java.util.concurrent.ConcurrentLinkedQueue$Node";
    builder.type(nodeType, node, new String[] {node + ".next"});
    int last = object(nodeType, MAIN, 0);
    builder.staticEdge(HOLDER, "java.util.Queues#FIRST", last, MAIN);
    for (int i = 0; i < 200_000; i++) {
      int next = object(nodeType, OPEN, (int) ((long) i * BIRTHS / 200_000));
      builder.edge(last, 0, next, OPEN);
      last = next;
    }

    assertThat(search().findings()).singleElement().extracting(Finding::count).isEqualTo(200_000L);
  }

  private void linkTypesFrom(int array) {
    builder.type(TYPE, "java.lang.invoke.MethodType", new String[0]);
    builder.context(LINK, "java.lang.invoke.MethodType", "make", "MethodType.java", 9, false, OPEN);
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, object(TYPE, LINK, 10 * i), LINK);
    }
  }

  @Test
  void open_resources_in_a_list_should_be_one_resource_finding() {
    declareResources();
    int array = list();
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, openFile(10 * i), OPEN);
    }

    Finding finding = only();

    assertThat(finding.kind()).isEqualTo(FindingKind.RESOURCE);
    assertThat(finding.type()).isEqualTo("java.io.FileInputStream");
    assertThat(finding.count()).isEqualTo(120);
    assertThat(finding.perInterval()).hasSize(12).containsOnly(10L);
    assertThat(finding.droppedAt()).isEmpty();
    assertThat(finding.path().get(0).reference()).isEqualTo("com.acme.Main.SESSIONS");
    assertThat(finding.advice())
        .isEqualTo(
            "Call shut() on the FileInputStream that com.acme.Login.open(Login.java:41) stores when"
                + " it is no longer needed, and take it out of Main.SESSIONS.");
  }

  @Test
  void closed_resources_should_be_growth() {
    declareResources();
    int array = list();
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, object(FILE, OPEN, 10 * i), OPEN);
    }

    assertThat(only().kind()).isEqualTo(FindingKind.GROWTH);
  }

  @Test
  void open_part_of_the_resources_should_be_counted_if_it_grows_alone() {
    // 120 closed, 60 open
    declareResources();
    int array = list();
    for (int i = 0; i < 180; i++) {
      int born = 1200 * i / 180;
      builder.edge(array, i, i % 3 == 0 ? openFile(born) : object(FILE, OPEN, born), OPEN);
    }

    Finding finding = only();

    assertThat(finding.kind()).isEqualTo(FindingKind.RESOURCE);
    assertThat(finding.count()).isEqualTo(60);
  }

  @Test
  void open_wrapper_should_stand_for_the_resource_that_it_alone_holds() {
    // static -> list -> Object[] -> 120 readers -> a file each
    declareResources();
    int array = list();
    for (int i = 0; i < 120; i++) {
      int reader = object(READER, OPEN, 10 * i);
      builder.openWrapper(reader);
      builder.edge(reader, 0, openFile(10 * i), OPEN);
      builder.edge(array, i, reader, OPEN);
    }

    Finding finding = only();

    assertThat(finding.kind()).isEqualTo(FindingKind.RESOURCE);
    assertThat(finding.type()).isEqualTo("java.io.BufferedReader");
    assertThat(finding.wraps()).containsExactly("java.io.FileInputStream");
  }

  @Test
  void open_wrapper_around_nothing_should_be_growth() {
    declareResources();
    int array = list();
    for (int i = 0; i < 120; i++) {
      int reader = object(READER, OPEN, 10 * i);
      builder.openWrapper(reader);
      builder.edge(array, i, reader, OPEN);
    }

    assertThat(only().kind()).isEqualTo(FindingKind.GROWTH);
  }

  @Test
  void object_that_cannot_be_closed_should_be_growth_whatever_it_holds() {
    declareResources();
    int array = list();
    for (int i = 0; i < 120; i++) {
      int session = object(SESSION, OPEN, 10 * i);
      builder.edge(session, 0, openFile(10 * i), OPEN);
      builder.edge(array, i, session, OPEN);
    }

    Finding finding = only();

    assertThat(finding.kind()).isEqualTo(FindingKind.GROWTH);
    assertThat(finding.type()).isEqualTo("com.acme.Session");
  }

  private void declareResources() {
    builder.type(FILE, "java.io.FileInputStream", new String[0]);
    builder.closable(FILE, "shut");
    builder.type(READER, "java.io.BufferedReader", new String[] {"java.io.BufferedReader#in"});
  }

  private int openFile(int birthClock) {
    int file = object(FILE, OPEN, birthClock);
    builder.open(file);
    return file;
  }

  private Finding only() {
    List<Finding> findings = search().findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void cache_that_was_flat_in_the_last_third_should_be_near_at_most() {
    int array = list();
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, object(SESSION, OPEN, 10 * i), OPEN);
    }
    builder.clock(0, BIRTHS);
    for (int i = 1; i < 24; i++) {
      builder.instant(50L * i);
      builder.lived(SESSION, OPEN, 120, 120 * 16);
    }

    GrowthSearch.Result result =
        new GrowthSearch(
                HeapView.of(builder.build()), LibraryPatterns.of(List.of()), HeapTexts.NONE)
            .search();

    assertThat(result.findings()).isEmpty();
    assertThat(result.near()).hasSize(1);
  }

  @Test
  void what_grew_until_nothing_was_added_any_more_should_be_growth() {
    int array = list();
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, object(SESSION, OPEN, 7 * i), OPEN);
    }
    for (int i = 1; i < 24; i++) {
      builder.instant(50L * i);
      long count = Math.min(120, 50L * i / 7 + 1);
      builder.lived(SESSION, OPEN, count, 16 * count);
    }

    assertThat(search().findings()).hasSize(1);
  }

  @Test
  void copies_that_replace_others_of_their_class_should_be_near_at_most() {
    GrowthSearch.Result result = searchWithCopies(i -> 240 - 5 * i);

    assertThat(result.findings()).isEmpty();
    assertThat(result.near()).singleElement().asString().contains("took the place of others");
  }

  @Test
  void copies_that_are_more_than_they_replace_should_be_growth() {
    assertThat(searchWithCopies(i -> 240 - 2 * i).findings()).hasSize(1);
  }

  /** Objects are replaced by copies; {@code originals} tells how many are left at an instant. */
  private GrowthSearch.Result searchWithCopies(IntUnaryOperator originals) {
    int array = list();
    for (int i = 0; i < 120; i++) {
      builder.edge(array, i, object(SESSION, COPY, 10 * i), COPY);
    }
    for (int i = 120; i < 120 + originals.applyAsInt(24); i++) {
      builder.edge(array, i, object(SESSION, OPEN, 0), OPEN);
    }
    for (int i = 1; i < 24; i++) {
      builder.instant(50L * i);
      builder.lived(SESSION, COPY, 5L * i, 5L * i * 16);
      builder.lived(SESSION, OPEN, originals.applyAsInt(i), originals.applyAsInt(i) * 16L);
    }
    return search();
  }

  @Test
  void what_grew_and_was_freed_at_the_end_should_be_near_at_most() {
    builder.census(OPEN, SESSION, MAIN, 1150);
    for (int i = 1; i < 24; i++) {
      builder.instant(50L * i);
      builder.lived(SESSION, OPEN, 50L * i, 50L * i * 16);
      builder.lived(NAME, OPEN, 1150, 1150 * 16);
    }

    assertThat(search().near())
        .containsExactly(
            "1150 Session allocated at com.acme.Login.open(Login.java:41):"
                + " grew to the end, and then were freed at com.acme.Main.main(Main.java:7)");
  }

  /** The array of a list that a static field holds. */
  private int list() {
    int list = object(HOLDER, MAIN, 0);
    int array = object(ARRAY, MAIN, 1);
    builder.staticEdge(HOLDER, "com.acme.Main#SESSIONS", list, MAIN);
    builder.edge(list, 0, array, MAIN);
    return array;
  }

  private int object(int type, int context, int birthClock) {
    int slot = objects++;
    builder.object(slot, type, context, birthClock, 0, 0, 1, 0, 0, 16);
    return slot;
  }

  private GrowthSearch.Result search() {
    builder.clock(0, BIRTHS);
    return new GrowthSearch(
            HeapView.of(builder.build()), LibraryPatterns.of(List.of()), HeapTexts.NONE)
        .search();
  }
}
