package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.hppc.BitSet;
import io.refledger.graph.HeapView;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoaderSearchTest {
  private static final int MIRROR = 1;
  private static final int LOADER = 2;
  private static final int PLUGIN = 3;
  private static final int SERVER = 4;
  private static final int THREAD = 5;
  private static final int ENTRY = 6;
  private static final int DEPLOY = 10;
  private static final int KEEP = 11;
  private static final int CLASSES_SLOT = 1;
  private static final int LOADER_SLOT = 2;
  private static final int PLUGIN_SLOT = 3;
  private static final int HOLDER_SLOT = 4;
  private static final int ENTRY_SLOT = 5;

  private final SnapshotBuilder builder = new SnapshotBuilder();

  LoaderSearchTest() {
    builder.type(MIRROR, "java.lang.Class", new String[] {"java.lang.Class#classLoader"});
    builder.type(LOADER, "java.net.URLClassLoader", new String[] {"java.lang.ClassLoader#parent"});
    builder.closable(LOADER, "close");
    builder.type(PLUGIN, "com.acme.Plugin", new String[] {"com.acme.Plugin#next"});
    builder.unloadable(PLUGIN, CLASSES_SLOT);
    builder.type(SERVER, "com.acme.Server", new String[] {"com.acme.Server#plugin"});
    builder.type(
        THREAD,
        "java.lang.Thread",
        new String[] {"java.lang.Thread#contextClassLoader", "java.lang.Thread#threadLocals"});
    builder.type(
        ENTRY,
        "java.lang.ThreadLocal$ThreadLocalMap$Entry",
        new String[] {"java.lang.ThreadLocal$ThreadLocalMap$Entry#value"});
    builder.context(DEPLOY, "com.acme.Server", "deploy", "Server.java", 3, true, 0);
    builder.context(KEEP, "com.acme.Server", "keep", "Server.java", 9, true, 0);
    object(CLASSES_SLOT, MIRROR, 0);
    builder.immortal(CLASSES_SLOT);
    object(LOADER_SLOT, LOADER, DEPLOY);
    object(PLUGIN_SLOT, PLUGIN, DEPLOY);
    builder.edge(CLASSES_SLOT, 0, LOADER_SLOT, 0);
  }

  @Test
  void object_of_its_class_that_a_static_keeps_should_hold_a_closed_loader() {
    // static -> server -> plugin -> class -> loader
    object(HOLDER_SLOT, SERVER, DEPLOY);
    builder.edge(HOLDER_SLOT, 0, PLUGIN_SLOT, KEEP);
    builder.staticEdge(SERVER, "com.acme.Server#INSTANCE", HOLDER_SLOT, DEPLOY);

    Finding finding = only();

    assertThat(finding.kind()).isEqualTo(FindingKind.SURVIVOR);
    assertThat(finding.type()).isEqualTo("java.net.URLClassLoader");
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.path())
        .extracting(step -> step.referrer() + " " + step.reference() + " " + step.isSuspect())
        .containsExactly(
            "static com.acme.Server.INSTANCE false",
            "com.acme.Server com.acme.Server.plugin true",
            "com.acme.Plugin class false",
            "java.lang.Class java.lang.Class.classLoader false");
    assertThat(finding.storedAt())
        .map(Object::toString)
        .hasValue("com.acme.Server.keep(Server.java:9)");
    assertThat(finding.advice())
        .isEqualTo("Take the Plugin out of Server.plugin before the class loader is closed.");
  }

  @Test
  void context_class_loader_of_a_running_thread_should_hold_it() {
    thread();
    builder.edge(HOLDER_SLOT, 0, LOADER_SLOT, KEEP);

    Finding finding = only();

    assertThat(finding.path()).hasSize(1);
    assertThat(finding.advice())
        .isEqualTo(
            "Stop thread worker, or give it another context class loader, before the class loader"
                + " is closed.");
  }

  @Test
  void value_of_a_thread_local_should_hold_it() {
    thread();
    object(ENTRY_SLOT, ENTRY, DEPLOY);
    builder.edge(HOLDER_SLOT, 1, ENTRY_SLOT, KEEP);
    builder.edge(ENTRY_SLOT, 0, PLUGIN_SLOT, KEEP);

    assertThat(only().advice())
        .isEqualTo(
            "Call ThreadLocal.remove for the Plugin of thread worker before the class loader is"
                + " closed.");
  }

  @Test
  void open_loader_should_be_silent() {
    builder.open(LOADER_SLOT);
    thread();
    builder.edge(HOLDER_SLOT, 0, LOADER_SLOT, KEEP);

    assertThat(search()).isEmpty();
  }

  @Test
  void loader_of_which_it_is_not_known_when_it_is_closed_should_be_silent() {
    int other = 7;
    builder.type(other, "com.acme.OwnLoader", new String[] {"java.lang.ClassLoader#parent"});
    object(ENTRY_SLOT, other, DEPLOY);
    thread();
    builder.edge(HOLDER_SLOT, 0, ENTRY_SLOT, KEEP);

    assertThat(search()).isEmpty();
  }

  @Test
  void closed_loader_that_only_its_own_classes_and_a_frame_hold_should_be_silent() {
    // static of the plugin's class -> plugin; a frame -> plugin, loader
    builder.staticEdge(PLUGIN, "com.acme.Plugin#INSTANCE", PLUGIN_SLOT, DEPLOY);
    builder.edge(PLUGIN_SLOT, 0, LOADER_SLOT, DEPLOY);

    assertThat(search()).isEmpty();
  }

  @Test
  void loader_that_grows_should_be_no_finding_of_its_own() {
    thread();
    builder.edge(HOLDER_SLOT, 0, LOADER_SLOT, KEEP);
    HeapView heap = HeapView.of(builder.build());
    BitSet found = new BitSet();
    found.set(1);

    assertThat(heap.snapshot().slot(1)).isEqualTo(LOADER_SLOT);
    assertThat(new LoaderSearch(heap, LibraryPatterns.of(List.of()), found).search()).isEmpty();
  }

  private void thread() {
    object(HOLDER_SLOT, THREAD, DEPLOY);
    builder.thread(HOLDER_SLOT, "worker", new String[0]);
  }

  /** Frames refer to all objects, too: no count here is that of the edges. */
  private void object(int slot, int type, int context) {
    builder.object(slot, type, context, slot, 0, 0, 5, 0, 0, 16);
  }

  private Finding only() {
    List<Finding> findings = search();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private List<Finding> search() {
    HeapView heap = HeapView.of(builder.build());
    return new LoaderSearch(heap, LibraryPatterns.of(List.of()), new BitSet()).search();
  }
}
