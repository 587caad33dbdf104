package io.refledger.report.sarif;

import com.google.gson.stream.JsonWriter;
import io.refledger.leak.Finding;
import io.refledger.leak.Origin;
import io.refledger.leak.PathStep;
import io.refledger.report.ReportModel;
import io.refledger.report.source.SourceFiles;
import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results of a SARIF run: where to look first, and the way from allocation to drop. */
final class SarifResults {
  private static final String FINGERPRINT = "refledger/v1";

  private final JsonWriter json;
  private final SourceFiles sources;

  SarifResults(JsonWriter json, SourceFiles sources) {
    this.json = json;
    this.sources = sources;
  }

  /** A place with what happened there. */
  private record Event(String what, Frame at) {}

  void write(ReportModel model) throws IOException {
    json.name("results").beginArray();
    for (Finding finding : model.findings()) {
      writeResult(model, finding);
    }
    json.endArray();
  }

  private void writeResult(ReportModel model, Finding finding) throws IOException {
    json.beginObject();
    json.name("ruleId").value(finding.kind().name());
    json.name("ruleIndex").value(SarifRendering.RULES.indexOf(finding.kind()));
    json.name("level").value(level(model, finding));
    SarifRendering.writeText(json, "message", message(finding));
    json.name("locations").beginArray().beginObject();
    writePlace(finding);
    json.endObject().endArray();
    json.name("occurrenceCount").value(Math.max(1, Math.min(finding.count(), Integer.MAX_VALUE)));
    json.name("partialFingerprints").beginObject();
    json.name(FINGERPRINT).value(finding.id());
    json.endObject();
    writeCodeFlow(events(finding));
    writeExcuse(finding);
    json.endObject();
  }

  private static String level(ReportModel model, Finding finding) {
    boolean fails =
        model.gating().isGated()
            ? model.gating().reasonFor(finding).isPresent()
            : finding.isVerdictRelevant();
    if (fails) {
      return "error";
    }
    boolean isOurs = finding.origin() == Origin.APPLICATION && finding.kind().isVerdictRelevant();
    return isOurs ? "warning" : "note";
  }

  private static String message(Finding finding) {
    String test = finding.test().map(name -> " in " + name).orElse("");
    return finding.kind()
        + ": "
        + finding.count()
        + " "
        + finding.type()
        + test
        + ". "
        + finding.advice();
  }

  /** Allocation, the stores along the path from the object to its root, the drop. */
  private static List<Event> events(Finding finding) {
    List<Event> events = new ArrayList<>();
    add(events, "allocated", finding.allocatedAt());
    for (int i = finding.path().size() - 1; i >= 0; i--) {
      PathStep step = finding.path().get(i);
      add(events, "stored in " + step.reference(), step.storedAt());
    }
    finding
        .closedEdge()
        .ifPresent(edge -> add(events, "closed the cycle, " + edge.reference(), edge.storedAt()));
    add(events, "last reference dropped", finding.droppedAt());
    return events;
  }

  private static void add(List<Event> events, String what, Optional<Frame> at) {
    at.ifPresent(frame -> events.add(new Event(what, frame)));
  }

  private void writeCodeFlow(List<Event> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    json.name("codeFlows").beginArray().beginObject();
    json.name("threadFlows").beginArray().beginObject();
    json.name("locations").beginArray();
    for (Event event : events) {
      json.beginObject();
      json.name("location").beginObject();
      writeLocation(event.at().nearestApplicationFrame().orElse(event.at()));
      SarifRendering.writeText(json, "message", event.what() + " at " + event.at());
      json.endObject();
      json.endObject();
    }
    json.endArray();
    json.endObject().endArray();
    json.endObject().endArray();
  }

  /** Code hosts refuse a whole file for one result without a file. */
  private void writePlace(Finding finding) throws IOException {
    if (finding.place().isPresent()) {
      writeLocation(finding.place().get());
    } else {
      writeFile(SourceFiles.guess(finding.type()), 0);
    }
  }

  private void writeFile(String path, int line) throws IOException {
    json.name("physicalLocation").beginObject();
    json.name("artifactLocation").beginObject();
    json.name("uri").value(UriPaths.encoded(path));
    json.name("uriBaseId").value("SRCROOT");
    json.endObject();
    if (line > 0) {
      json.name("region").beginObject();
      json.name("startLine").value(line);
      json.endObject();
    }
    json.endObject();
  }

  private void writeLocation(Frame frame) throws IOException {
    Optional<String> path = sources.pathOf(frame);
    writeFile(path.orElse(SourceFiles.guess(frame.className())), path.isEmpty() ? 0 : frame.line());
    json.name("logicalLocations").beginArray().beginObject();
    json.name("fullyQualifiedName").value(frame.className() + "." + frame.method());
    json.name("kind").value("function");
    json.endObject().endArray();
  }

  private void writeExcuse(Finding finding) throws IOException {
    if (finding.isExcused()) {
      json.name("suppressions").beginArray().beginObject();
      json.name("kind").value("external");
      json.name("justification").value(finding.suppressedBy().orElse("the baseline lists it"));
      json.endObject().endArray();
    }
  }
}
