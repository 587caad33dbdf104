package io.refledger.report.dot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guru.nidi.graphviz.attribute.Label;
import guru.nidi.graphviz.model.Link;
import guru.nidi.graphviz.model.MutableGraph;
import guru.nidi.graphviz.model.MutableNode;
import guru.nidi.graphviz.parse.Parser;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.report.CycleFixture;
import io.refledger.report.ReportFixture;
import io.refledger.report.ReportModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FindingDotTest {
  private static final String ODD = "a \"quoted\" \\N name\nof two lines";

  @TempDir Path directory;

  @Test
  void path_should_lead_to_the_objects_by_all_ways_with_the_suspect_in_red() throws IOException {
    Finding growth = finding(ReportFixture.withGrowth(), FindingKind.GROWTH);

    assertThat(edges(FindingDot.of(growth)))
        .containsExactlyInAnyOrder(
            "static -> java.util.ArrayList: Login.SESSIONS"
                + "\nstored at com.acme.Login.open(Login.java:41)",
            "java.util.ArrayList -> 52 com.acme.Session: ArrayList[x]"
                + "\nstored at java.util.ArrayList.add(ArrayList.java:455)"
                + " called from com.acme.Login.open(Login.java:41) red",
            "static -> java.util.HashMap: Recent.byName"
                + "\nstored at com.acme.Login.open(Login.java:41)",
            "java.util.HashMap -> 52 com.acme.Session: HashMap[x], key String"
                + "\nstored at java.util.HashMap.putVal(HashMap.java:632)"
                + " called from com.acme.Login.open(Login.java:41) red");
  }

  @Test
  void cycle_should_be_closed_by_a_red_reference() throws IOException {
    assertThat(edges(FindingDot.of(CycleFixture.whole())))
        .containsExactlyInAnyOrder(
            "com.acme.Node -> com.acme.Owner: Node.owner"
                + "\nstored at com.acme.Main.close(Main.java:30) red",
            "com.acme.Owner -> com.acme.Node: Owner.first"
                + "\nstored at com.acme.Main.open(Main.java:10)",
            "com.acme.Node -> com.acme.Node: Node.next, 3 times"
                + "\nstored at com.acme.Main.link(Main.java:20)");
  }

  @Test
  void object_that_refers_to_itself_should_be_one_node() throws IOException {
    String dot = FindingDot.of(CycleFixture.self());

    assertThat(edges(dot))
        .containsExactly(
            "com.acme.Node -> com.acme.Node: Node.next"
                + "\nstored at com.acme.Main.link(Main.java:20) red");
    assertThat(new Parser().read(dot).nodes()).hasSize(1);
  }

  @Test
  void unknown_way_back_should_be_dashed() throws IOException {
    String dot = FindingDot.of(CycleFixture.closingEdgeAlone());

    assertThat(edges(dot))
        .containsExactlyInAnyOrder(
            "com.acme.Node -> com.acme.Owner: Node.owner"
                + "\nstored at com.acme.Main.close(Main.java:30) red",
            "com.acme.Owner -> com.acme.Node: ");
    assertThat(dot).containsOnlyOnce("style=dashed");
  }

  @Test
  void any_text_should_be_a_label() throws IOException {
    var graph = new DotGraph(ODD, ODD);
    graph.edge(graph.node(ODD, "shape=box"), graph.node("b", "shape=box"), ODD, "");

    MutableGraph parsed = new Parser().read(graph.toString());

    assertThat(parsed.name()).hasToString(ODD.replace("\\", "\\\\").replace("\n", "\\n"));
    assertThat(edges(graph.toString()))
        .containsExactly((ODD + " -> b: " + ODD).replace("\\", "\\\\"));
  }

  @Test
  void graphviz_should_draw_it_where_it_is_installed() throws Exception {
    Optional<Path> graphviz = installed();
    assumeTrue(graphviz.isPresent(), "no dot on the path");
    var graph = new DotGraph(ODD, ODD);
    graph.edge(graph.node(ODD, "shape=box"), graph.node("b", "shape=box"), ODD, "");
    Finding growth = finding(ReportFixture.withGrowth(), FindingKind.GROWTH);

    for (String dot : List.of(graph.toString(), FindingDot.of(growth))) {
      Path file = Files.writeString(directory.resolve("finding.dot"), dot);
      Path drawn = directory.resolve("finding.svg");
      Process process =
          new ProcessBuilder(
                  graphviz.get().toString(), "-Tsvg", "-o", drawn.toString(), file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
      assertThat(said).doesNotContain("syntax error");
      assertThat(Files.readString(drawn)).contains("<svg");
    }
  }

  private static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "dot"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Finding finding(ReportModel report, FindingKind kind) {
    return report.findings().stream().filter(f -> f.kind() == kind).findFirst().orElseThrow();
  }

  /** "from -> to: label", and the colour if there is one. */
  private static List<String> edges(String dot) throws IOException {
    MutableGraph graph = new Parser().read(dot);
    Map<String, String> labelByNode = new HashMap<>();
    for (MutableNode node : graph.nodes()) {
      labelByNode.put(node.name().toString(), label(node.get("label")));
    }
    List<String> edges = new ArrayList<>();
    for (MutableNode node : graph.nodes()) {
      for (Link link : node.links()) {
        Object color = link.get("color");
        edges.add(
            labelByNode.get(node.name().toString())
                + " -> "
                + labelByNode.get(link.to().name().toString())
                + ": "
                + label(link.get("label"))
                + (color == null ? "" : " " + color));
      }
    }
    return edges;
  }

  private static String label(Object attribute) {
    return (attribute instanceof Label label ? label.value() : String.valueOf(attribute))
        .replace("\\n", "\n");
  }
}
