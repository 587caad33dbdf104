package io.refledger.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.leak.Finding;
import io.refledger.report.CycleFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TraceTextTest {
  @Test
  void cycle_should_come_back_to_where_it_begins_and_tell_what_is_alike_once() {
    assertThat(trace(CycleFixture.whole()))
        .isEqualTo(
            """
            ├─ com.acme.Node
            │    ↓ Node.owner
            │           ~~~~~
            │    stored at com.acme.Main.close(Main.java:30)
            ├─ com.acme.Owner
            │    ↓ Owner.first
            │    stored at com.acme.Main.open(Main.java:10)
            ├─ com.acme.Node
            │    ↓ Node.next, 3 times
            │    stored at com.acme.Main.link(Main.java:20)
            ╰→ com.acme.Node, again
            """);
  }

  @Test
  void cycle_of_one_reference_should_come_back_at_once() {
    assertThat(trace(CycleFixture.self()))
        .isEqualTo(
            """
            ├─ com.acme.Node
            │    ↓ Node.next
            │           ~~~~
            │    stored at com.acme.Main.link(Main.java:20)
            ╰→ com.acme.Node, again
            """);
  }

  @Test
  void closing_edge_should_be_told_alone_if_the_way_back_is_not_known() {
    assertThat(trace(CycleFixture.closingEdgeAlone()))
        .isEqualTo(
            """
            ├─ com.acme.Node
            │    ↓ Node.owner
            │           ~~~~~
            │    stored at com.acme.Main.close(Main.java:30)
            ╰→ com.acme.Owner
            """);
  }

  /** The lines from the first referrer to where the last reference leads. */
  private static String trace(Finding finding) {
    var text = new TextLines();
    TraceText.write(text, finding);
    String all = text.toString();
    return all.substring(all.indexOf("├─"), all.indexOf('\n', all.indexOf("╰→")) + 1);
  }
}
