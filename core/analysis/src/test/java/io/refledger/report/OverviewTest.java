package io.refledger.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OverviewTest {
  private static final int NODE = 1;
  private static final int MAKE = 7;

  private final ReportModel model = ReportFixture.clean();

  @Test
  void objects_should_retain_what_they_dominate_by_allocation_site() {
    // static Login.SESSIONS -> ArrayList -> Object[] -> two Sessions

    WeightTree retained = model.overview().retained();

    String at = "com.acme.Login.open(Login.java:41)";
    var sessions = new WeightTree("com.acme.Session", at, 80, List.of());
    var array = new WeightTree("java.lang.Object[]", at, 56, List.of(sessions));
    var list = new WeightTree("java.util.ArrayList", at, 24, List.of(array));
    assertThat(retained).isEqualTo(new WeightTree("retained bytes", "", 0, List.of(list)));
    assertThat(retained.total()).isEqualTo(160);
  }

  @Test
  void parts_of_a_collection_should_be_held_as_the_collection() {
    WeightTree held = model.overview().held();

    var sessions = new WeightTree("[x] → com.acme.Session", "", 2, List.of());
    var list = new WeightTree("com.acme.Login.SESSIONS", "", 2, List.of(sessions));
    var statics = new WeightTree("static fields", "", 0, List.of(list));
    assertThat(held).isEqualTo(new WeightTree("live objects", "", 0, List.of(statics)));
  }

  @Test
  void instants_of_the_past_should_have_what_lived_and_what_the_heap_had_in_use() {
    assertThat(model.overview().past())
        .containsExactly(new Overview.HeapInstant(450, 4, 144, 9 << 20));
  }

  @Test
  void deaths_should_be_told_by_birth_and_death() {
    var meet = new Frame("com.acme.Registry", "meet", "Registry.java", 29, true, Optional.empty());
    var row =
        new Deaths.Row(
            "com.acme.Session", Optional.of(ReportFixture.LOGIN_OPEN), Optional.of(meet), 640);

    assertThat(model.overview().deaths()).isEqualTo(new Deaths(List.of(row), 1, 640));
  }

  @Test
  void most_deaths_should_come_first_and_those_alike_in_the_order_of_their_places() {
    // lines 1 and 2 have a death each, lines 3 and 4 two each, and so on
    var builder = new SnapshotBuilder();
    builder.type(NODE, "com.acme.Node", new String[0]);
    for (int line = 1; line <= 600; line++) {
      builder.context(line, "com.acme.Nodes", "make", "Nodes.java", line, true, 0);
      builder.census(line, NODE, 0, (line + 1) / 2);
    }

    Deaths deaths = Deaths.of(builder.build());

    assertThat(deaths.kinds()).isEqualTo(600);
    assertThat(deaths.count()).isEqualTo(300 * 301);
    assertThat(deaths.rows())
        .hasSize(500)
        .extracting(row -> row.allocatedAt().orElseThrow().line())
        .startsWith(599, 600, 597, 598)
        .endsWith(103, 104, 101, 102);
  }

  @Test
  void list_of_any_length_should_be_one_branch() {
    // static Nodes.first -> Node -> Node -> ...
    var builder = new SnapshotBuilder();
    builder.type(NODE, "com.acme.Node", new String[] {"com.acme.Node#next"});
    builder.context(MAKE, "com.acme.Nodes", "make", "Nodes.java", 5, true, 0);
    for (int i = 1; i <= 10_000; i++) {
      builder.object(i, NODE, MAKE, i, 0, 0, 1, 0, 2, 16);
    }
    for (int i = 1; i < 10_000; i++) {
      builder.edge(i, 0, i + 1, MAKE);
    }
    builder.staticEdge(NODE, "com.acme.Nodes#first", 1, MAKE);

    Overview overview = overview(builder.build());

    var nodes =
        new WeightTree("com.acme.Node", "com.acme.Nodes.make(Nodes.java:5)", 160_000, List.of());
    assertThat(overview.retained().children()).containsExactly(nodes);
    var next = new WeightTree("com.acme.Node.next → com.acme.Node", "", 9_999, List.of());
    assertThat(overview.held().children().get(0).children())
        .containsExactly(new WeightTree("com.acme.Nodes.first", "", 1, List.of(next)));
  }

  @Test
  void what_is_too_small_to_be_shown_should_be_one_branch_with_all_the_weight() {
    var sums = new TreeSums();
    int large = sums.child(TreeSums.ROOT, 0);
    for (int key = 1; key <= 2_000; key++) {
      sums.add(sums.child(large, key), key <= 600 ? 1 : 10);
    }

    WeightTree tree = sums.tree("all", key -> new WeightTree("k" + key, "", 0, List.of()));

    WeightTree shown = tree.children().get(0);
    assertThat(shown.children()).hasSize(1_401);
    assertThat(shown.children().get(1_400))
        .isEqualTo(new WeightTree("600 smaller", "", 600, List.of()));
    assertThat(tree.total()).isEqualTo(14_600);
  }

  private static Overview overview(Snapshot snapshot) {
    return Overview.of(HeapView.of(snapshot));
  }
}
