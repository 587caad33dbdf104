package io.refledger.report.dot;

import io.refledger.leak.Cycle;
import io.refledger.leak.CycleEdge;
import io.refledger.leak.Finding;
import io.refledger.leak.PathStep;
import io.refledger.leak.ShownStep;
import io.refledger.leak.ShownSteps;
import io.refledger.leak.Way;
import io.refledger.report.text.TraceText;
import io.refledger.snapshot.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finding as a graph in Graphviz's language: what holds what, and where each reference was
 * stored; suspect references are red, and so is the one that closed a cycle. A way back that is not
 * known is dashed.
 */
public final class FindingDot {
  private static final String ROOT = "shape=ellipse";
  private static final String OBJECT = "shape=box";
  private static final String FOUND = "shape=box, style=bold";
  private static final String SUSPECT = "color=red, fontcolor=red, penwidth=2";

  private final Finding finding;
  private final DotGraph graph;

  private FindingDot(Finding finding) {
    this.finding = finding;
    this.graph = new DotGraph(finding.id(), headline(finding));
  }

  /** Read this first. The graph, with a line feed behind its last line. */
  public static String of(Finding finding) {
    var dot = new FindingDot(finding);
    finding.cycle().ifPresent(dot::addCycle);
    if (!finding.path().isEmpty()) {
      dot.addWays();
    } else if (finding.closedEdge().isEmpty()) {
      dot.graph.node(found(finding), FOUND);
    }
    return dot.graph.toString();
  }

  private static String headline(Finding finding) {
    String dropped =
        finding.droppedAt().map(at -> "\ndropped at " + TraceText.withCaller(at)).orElse("");
    return TraceText.headline(finding) + dropped;
  }

  private static String found(Finding finding) {
    return finding.count() + " " + finding.type();
  }

  private void addCycle(Cycle cycle) {
    CycleEdge closing = cycle.closedEdge();
    int referrer = graph.node(closing.referrer(), OBJECT);
    if (!cycle.isWhole()) {
      int referent = graph.node(closing.referent(), OBJECT);
      addEdge(referrer, referent, new Cycle.Run(closing, 1), SUSPECT);
      graph.edge(referent, referrer, "", "style=dashed");
      return;
    }
    List<Cycle.Run> runs = cycle.runs();
    int at = referrer;
    for (int n = 0; n < runs.size(); n++) {
      boolean isLast = n + 1 == runs.size();
      int next = isLast ? referrer : graph.node(runs.get(n).edge().referent(), OBJECT);
      addEdge(at, next, runs.get(n), n == 0 ? SUSPECT : "");
      at = next;
    }
  }

  private void addEdge(int from, int to, Cycle.Run run, String style) {
    CycleEdge edge = run.edge();
    String label = label(edge.referrer(), edge.reference(), run.repetition());
    graph.edge(from, to, stored(label, edge.storedAt()), style);
  }

  /** The finding's own path, which may go on behind what was found, and the other ways to that. */
  private void addWays() {
    List<Way> ways = finding.ways().shown();
    int end = ways.isEmpty() ? finding.path().size() : ways.get(0).path().size();
    int steps = Math.min(end, finding.path().size());
    int found = graph.node(found(finding), FOUND);
    addPath(finding.path().subList(0, steps), found);
    addBelow(found, finding.path().subList(steps, finding.path().size()));
    finding.ways().others().forEach(way -> addPath(way.path(), found));
  }

  private void addPath(List<PathStep> path, int found) {
    List<ShownStep> steps = ShownSteps.of(path);
    List<Integer> nodes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      nodes.add(graph.node(steps.get(i).referrer(), i == 0 ? ROOT : OBJECT));
    }
    nodes.add(found);
    for (int i = 0; i < steps.size(); i++) {
      addStep(nodes.get(i), nodes.get(i + 1), steps.get(i));
    }
  }

  private void addBelow(int found, List<PathStep> path) {
    int at = found;
    for (ShownStep step : ShownSteps.of(path)) {
      int next = graph.node(step.referent(), OBJECT);
      addStep(at, next, step);
      at = next;
    }
  }

  private void addStep(int from, int to, ShownStep step) {
    String label = label(step.referrer(), step.reference(), step.role());
    graph.edge(from, to, stored(label, step.storedAt()), step.isSuspect() ? SUSPECT : "");
  }

  private static String label(String referrer, String reference, String remark) {
    return TraceText.shown(referrer, reference) + (remark.isEmpty() ? "" : ", " + remark);
  }

  private static String stored(String label, Optional<Frame> storedAt) {
    return label + storedAt.map(at -> "\nstored at " + TraceText.withCaller(at)).orElse("");
  }
}
