package io.refledger.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotBuilderTest {

  private final SnapshotBuilder builder = new SnapshotBuilder();

  @Test
  void edges_should_be_grouped_by_referrer_in_reference_order() {
    // 40 -> 10, 10 -> 20, 40 -> 20
    object(10);
    object(20);
    object(40);
    builder.edge(40, 0, 10, 0);
    builder.edge(10, 0, 20, 0);
    builder.edge(40, 1, 20, 0);

    Snapshot snapshot = builder.build();

    assertThat(snapshot.objectCount()).isEqualTo(3);
    assertThat(snapshot.firstEdge(0)).isZero();
    assertThat(snapshot.firstEdge(1)).isEqualTo(1);
    assertThat(snapshot.firstEdge(2)).isEqualTo(1);
    assertThat(snapshot.firstEdge(3)).isEqualTo(3);
    assertThat(snapshot.referent(1)).isZero();
    assertThat(snapshot.referent(2)).isEqualTo(1);
    assertThat(snapshot.referenceIndex(2)).isEqualTo(1);
  }

  @Test
  void edge_to_what_is_no_live_object_should_be_left_out_and_counted() {
    object(10);
    builder.edge(10, 0, 99, 0);
    builder.edge(99, 0, 10, 0);

    Snapshot snapshot = builder.build();

    assertThat(snapshot.edgeCount()).isZero();
    assertThat(snapshot.edgesLeftOut()).isEqualTo(2);
  }

  @Test
  void frame_should_know_its_caller_even_when_that_one_is_visited_later() {
    builder.context(7, "java.util.ArrayList", "add", "ArrayList.java", 455, false, 8);
    builder.context(8, "com.acme.Main", "main", null, -1, true, 0);

    Frame frame = builder.build().frame(7).orElseThrow();

    assertThat(frame).hasToString("java.util.ArrayList.add(ArrayList.java:455)");
    assertThat(frame.nearestApplicationFrame())
        .map(Frame::toString)
        .contains("com.acme.Main.main(Unknown Source)");
  }

  @Test
  void names_should_stand_in_for_types_that_were_not_visited() {
    builder.object(1, 5, 0, 0, 0, 0, 1, 0, 0, 16);

    assertThat(builder.build().type(0).className()).isEqualTo("type#5");
  }

  private void object(int slot) {
    builder.type(1, "com.acme.Node", new String[] {"com.acme.Node#next"});
    builder.object(slot, 1, 0, 0, 0, 0, 1, 0, 0, 16);
  }
}
