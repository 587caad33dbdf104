package io.refledger.report.collapsed;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.report.Report;
import io.refledger.report.ReportFixture;
import io.refledger.report.TextFile;
import io.refledger.snapshot.SnapshotBuilder;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** On the fixture: a list in a static field, with two sessions in its array. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CollapsedStacksTest {
  private static final int NODE = 1;
  private static final int ENTRY = 2;

  @Test
  void live_bytes_should_stand_where_they_were_allocated() throws IOException {
    assertThat(text(new LiveStacks(), ReportFixture.report()))
        .isEqualTo(
            """
            com.acme.Login.open:41;com.acme.Session 80
            com.acme.Login.open:41;java.util.ArrayList 24
            com.acme.Login.open:41;java.util.ArrayList.grow:235;java.lang.Object[] 56
            """);
  }

  @Test
  void retained_bytes_should_stand_below_what_dominates_them() throws IOException {
    assertThat(text(new RetainedStacks(), ReportFixture.report()))
        .isEqualTo(
            """
            static com.acme.Login.SESSIONS;java.util.ArrayList at com.acme.Login.open:41 24
            static com.acme.Login.SESSIONS;java.util.ArrayList at com.acme.Login.open:41;\
            java.lang.Object[] at com.acme.Login.open:41 56
            static com.acme.Login.SESSIONS;java.util.ArrayList at com.acme.Login.open:41;\
            java.lang.Object[] at com.acme.Login.open:41;com.acme.Session at com.acme.Login.open:41 80
            """);
  }

  @Test
  void objects_should_be_counted_with_the_collection_that_they_are_part_of() throws IOException {
    assertThat(text(new HolderStacks(), ReportFixture.report()))
        .isEqualTo(
            """
            static com.acme.Login.SESSIONS;java.util.ArrayList 2
            static com.acme.Login.SESSIONS;java.util.ArrayList;com.acme.Session 2
            """);
  }

  @Test
  void long_list_should_be_one_frame_and_no_stack_without_end() throws IOException {
    Report list = list(100_000, NODE, NODE);
    assertThat(text(new HolderStacks(), list))
        .isEqualTo("static acme.Node.first;acme.Node 100000\n");

    String alternating = text(new RetainedStacks(), list(100_000, NODE, ENTRY));
    assertThat(alternating.lines()).hasSize(199);
    assertThat(sum(alternating)).isEqualTo(2_400_000);
  }

  @Test
  void garbage_should_be_told_apart_and_names_should_not_part_frames() throws IOException {
    var builder = new SnapshotBuilder();
    builder.type(NODE, "acme.Odd;Name", new String[0]);
    builder.object(1, NODE, 0, 0, 0, 0, 0, 0, 0, 24);

    assertThat(text(new RetainedStacks(), new Report(ReportFixture.clean(), builder.build())))
        .isEqualTo("held by nothing known;acme.Odd_Name 24\n");
  }

  private static Report list(int length, int even, int odd) {
    var builder = new SnapshotBuilder();
    builder.type(NODE, "acme.Node", new String[] {"acme.Node#next"});
    builder.type(ENTRY, "acme.Entry", new String[] {"acme.Entry#next"});
    for (int slot = 1; slot <= length; slot++) {
      builder.object(slot, slot % 2 == 0 ? even : odd, 0, slot, 0, 0, 1, 0, 0, 24);
      if (slot > 1) {
        builder.edge(slot - 1, 0, slot, 0);
      }
    }
    builder.staticEdge(NODE, "acme.Node#first", 1, 0);
    return new Report(ReportFixture.clean(), builder.build());
  }

  private static long sum(String stacks) {
    return stacks
        .lines()
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String text(TextFile file, Report report) throws IOException {
    var text = new StringWriter();
    file.write(report, text);
    return text.toString();
  }
}
