package io.refledger.report.json;

import io.refledger.leak.Cycle;
import io.refledger.leak.CycleEdge;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.HolderName;
import io.refledger.leak.Origin;
import io.refledger.leak.PathStep;
import io.refledger.leak.Way;
import io.refledger.leak.Ways;
import io.refledger.snapshot.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what {@link FindingJson} writes. */
final class FindingReading {

  private FindingReading() {}

  static Finding finding(JsonFields finding) {
    return new Finding(
        id(finding),
        kind(finding),
        origin(finding),
        finding.text("type"),
        finding.count("count"),
        finding.numbers("perInterval"),
        finding.number("shallowBytes"),
        finding.number("retainedBytes"),
        frame(finding, "allocatedAt"),
        frame(finding, "storedAt"),
        frame(finding, "droppedAt"),
        cycle(finding),
        finding.texts("wraps"),
        finding.optionalText("test"),
        path(finding),
        finding.optionalText("suppressedBy"),
        finding.flag("known"),
        finding.text("advice"),
        finding.has("holders") ? ways(finding) : Ways.UNKNOWN);
  }

  private static String id(JsonFields finding) {
    String id = finding.text("id");
    if (!id.matches("[0-9a-f]{40}")) {
      throw finding.isNot("id", "a fingerprint of 40 hexadecimal digits");
    }
    return id;
  }

  private static List<PathStep> path(JsonFields parent) {
    return parent.list("path").stream().map(FindingReading::step).toList();
  }

  private static Ways ways(JsonFields finding) {
    List<Way> shown =
        finding.list("holders").stream()
            .map(way -> new Way(path(way), way.number("count")))
            .toList();
    if (shown.stream().skip(1).anyMatch(way -> way.path().isEmpty())) {
      throw finding.isNot("holders", "a list of paths");
    }
    return new Ways(
        shown,
        finding.integer("holdersLeftOut"),
        finding.has("holderNames")
            ? finding.list("holderNames").stream().map(FindingReading::holderName).toList()
            : List.of());
  }

  private static HolderName holderName(JsonFields name) {
    return new HolderName(name.text("type"), name.text("name"), name.text("map"));
  }

  static Optional<Frame> frame(JsonFields parent, String key) {
    return parent
        .optionalFields(key)
        .map(
            frame ->
                new Frame(
                    frame.text("class"),
                    frame.text("method"),
                    frame.text("file"),
                    frame.integer("line"),
                    frame.has("application") && frame.flag("application"),
                    frame(frame, "calledFrom")));
  }

  static FindingKind kind(JsonFields finding) {
    String name = finding.text("kind");
    return Arrays.stream(FindingKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> finding.unknownValue("kind"));
  }

  private static Origin origin(JsonFields finding) {
    String word = finding.text("origin");
    return Arrays.stream(Origin.values())
        .filter(origin -> origin.word().equals(word))
        .findFirst()
        .orElseThrow(() -> finding.unknownValue("origin"));
  }

  private static Optional<Cycle> cycle(JsonFields finding) {
    List<CycleEdge> edges =
        finding.has("cycle")
            ? finding.list("cycle").stream().map(FindingReading::edge).toList()
            : List.of();
    return finding.optionalFields("closedEdge").map(closed -> new Cycle(edge(closed), edges));
  }

  private static CycleEdge edge(JsonFields edge) {
    return new CycleEdge(
        edge.text("referrer"),
        edge.text("reference"),
        edge.text("referent"),
        frame(edge, "storedAt"));
  }

  private static PathStep step(JsonFields step) {
    return new PathStep(
        step.text("referrer"),
        step.text("reference"),
        step.text("referent"),
        frame(step, "storedAt"),
        step.flag("suspect"),
        step.has("inside") && step.flag("inside"),
        step.optionalText("key"));
  }
}
