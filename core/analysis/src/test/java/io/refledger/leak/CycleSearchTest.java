package io.refledger.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.CycleKind;
import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CycleSearchTest {

  private static final Frame MAIN =
      new Frame("com.acme.Main", "link", "Main.java", 12, true, Optional.empty());
  private static final Frame DROP =
      new Frame("com.acme.Main", "main", "Main.java", 20, true, Optional.empty());
  private static final Frame IN_JDK =
      new Frame("java.util.ArrayList", "add", "ArrayList.java", 455, false, Optional.of(MAIN));

  private final CycleSearch search = new CycleSearch(LibraryPatterns.of(List.of("org.lib.**")));

  @Test
  void cycle_of_two_application_classes_should_be_one_finding_about_the_referent() {
    // Parent -> Child -> Parent, closed by Child.parent
    var edge = edge("com.acme.Child", "com.acme.Child#parent", "com.acme.Parent", MAIN);

    var result =
        search.search(List.of(kind("com.acme.Parent", 3, edge), kind("com.acme.Child", 9, edge)));

    assertThat(result.cyclesInJdk()).isZero();
    assertThat(result.findings()).hasSize(1);
    Finding finding = result.findings().get(0);
    assertThat(finding.type()).isEqualTo("com.acme.Parent");
    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.origin()).isEqualTo(Origin.APPLICATION);
    assertThat(finding.droppedAt()).contains(DROP);
    assertThat(finding.closedEdge())
        .contains(
            new CycleEdge(
                "com.acme.Child", "com.acme.Child.parent", "com.acme.Parent", Optional.of(MAIN)));
    assertThat(finding.advice())
        .isEqualTo(
            "Clear Child's parent before the last reference from outside goes, and counting alone"
                + " frees the objects.");
  }

  @Test
  void objects_of_several_sites_should_add_up_to_one_finding() {
    var edge = edge("com.acme.Node", "com.acme.Node#next", "com.acme.Node", MAIN);

    var result =
        search.search(List.of(kind("com.acme.Node", 3, edge), kind("com.acme.Node", 4, edge)));

    assertThat(result.findings()).extracting(Finding::count).containsExactly(7L);
  }

  @Test
  void cycle_of_the_kind_with_most_objects_should_be_shown_whole() {
    // Node -> Node -> Node[] -> Node, and a shorter one of fewer objects
    var closing = edge("com.acme.Node", "com.acme.Node#next", "com.acme.Node", MAIN);
    var toArray = edge("com.acme.Node", "com.acme.Node#all", "[Lcom.acme.Node;", IN_JDK);
    var element = edge("[Lcom.acme.Node;", "[x]", "com.acme.Node", MAIN);

    var result =
        search.search(
            List.of(
                kind("com.acme.Node", 3, closing, List.of(closing)),
                kind("com.acme.Node", 4, closing, List.of(closing, toArray, element))));

    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).cycle())
        .contains(
            new Cycle(
                readable("com.acme.Node", "com.acme.Node.next", "com.acme.Node", MAIN),
                List.of(
                    readable("com.acme.Node", "com.acme.Node.next", "com.acme.Node", MAIN),
                    readable("com.acme.Node", "com.acme.Node.all", "com.acme.Node[]", IN_JDK),
                    readable("com.acme.Node[]", "[x]", "com.acme.Node", MAIN))));
  }

  @Test
  void cycle_closed_inside_a_jdk_structure_should_be_a_total_only() {
    var tree =
        edge(
            "java.util.TreeMap$Entry",
            "java.util.TreeMap$Entry#parent",
            "java.util.TreeMap$Entry",
            IN_JDK);
    var cause = edge("com.acme.Failure", "java.lang.Throwable#cause", "com.acme.Failure", IN_JDK);

    var result =
        search.search(
            List.of(kind("java.util.TreeMap$Entry", 6, tree), kind("com.acme.Failure", 2, cause)));

    assertThat(result.findings()).isEmpty();
    assertThat(result.cyclesInJdk()).isEqualTo(8);
  }

  @Test
  void node_of_a_jdk_queue_that_marks_itself_as_taken_should_be_a_total_only() {
    String node = "java.util.concurrent.LinkedTransferQueue$DualNode";

    var result = search.search(List.of(kind(node, 3, edge(node, node + "#item", node, IN_JDK))));

    assertThat(result.findings()).isEmpty();
    assertThat(result.cyclesInJdk()).isEqualTo(3);
  }

  @Test
  void two_lists_that_contain_each_other_should_be_the_programs_cycle() {
    var edge = edge("[Ljava.lang.Object;", "[x]", "java.util.ArrayList", IN_JDK);

    var result =
        search.search(
            List.of(kind("java.util.ArrayList", 2, edge), kind("[Ljava.lang.Object;", 2, edge)));

    assertThat(result.findings()).extracting(Finding::type).containsExactly("java.util.ArrayList");
    assertThat(result.findings()).extracting(Finding::origin).containsExactly(Origin.APPLICATION);
  }

  @Test
  void cycle_stored_by_a_library_should_be_a_library_finding() {
    var store = new Frame("org.lib.Graph", "link", "Graph.java", 3, true, Optional.empty());
    var edge = edge("org.lib.Node", "org.lib.Node#next", "org.lib.Node", store);

    var result = search.search(List.of(kind("org.lib.Node", 1, edge)));

    assertThat(result.findings()).extracting(Finding::origin).containsExactly(Origin.LIBRARY);
  }

  private static CycleKind.Reference edge(
      String referrer, String reference, String referent, Frame storedAt) {
    return new CycleKind.Reference(referrer, reference, referent, Optional.of(storedAt));
  }

  private static CycleEdge readable(
      String referrer, String reference, String referent, Frame storedAt) {
    return new CycleEdge(referrer, reference, referent, Optional.of(storedAt));
  }

  private static CycleKind kind(
      String className,
      long count,
      CycleKind.Reference edge,
      List<CycleKind.Reference> references) {
    return new CycleKind(className, Optional.of(MAIN), Optional.of(DROP), count, edge, references);
  }

  private static CycleKind kind(String className, long count, CycleKind.Reference edge) {
    return kind(className, count, edge, List.of());
  }
}
