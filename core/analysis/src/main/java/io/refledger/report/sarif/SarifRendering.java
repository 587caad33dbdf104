package io.refledger.report.sarif;

import com.google.gson.stream.JsonWriter;
import io.refledger.leak.FindingKind;
import io.refledger.report.Rendering;
import io.refledger.report.ReportModel;
import io.refledger.report.source.SourceFiles;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes {@code report.sarif}: a rule for each kind, a result for each finding. */
public final class SarifRendering implements Rendering {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** The rules, in their order. */
  static final List<FindingKind> RULES = List.of(FindingKind.values());

  private final SourceFiles sources;

  /**
   * A rendering whose paths are relative to the directory of {@code sources}, which consumers know
   * as {@code SRCROOT}.
   */
  public SarifRendering(SourceFiles sources) {
    this.sources = sources;
  }

  @Override
  public String fileName() {
    return "report.sarif";
  }

  @Override
  public void render(ReportModel model, Writer out) throws IOException {
    var json = new JsonWriter(out);
    json.setIndent("  ");
    json.setHtmlSafe(false);
    json.beginObject();
    json.name("$schema").value(SCHEMA);
    json.name("version").value("2.1.0");
    json.name("runs").beginArray();
    json.beginObject();
    writeTool(json, model);
    writeInvocation(json, model);
    json.name("columnKind").value("utf16CodeUnits");
    new SarifResults(json, sources).write(model);
    json.endObject();
    json.endArray();
    json.endObject();
    json.flush();
    out.write('\n');
  }

  private static void writeTool(JsonWriter json, ReportModel model) throws IOException {
    json.name("tool").beginObject();
    json.name("driver").beginObject();
    json.name("name").value(model.run().tool().name());
    json.name("version").value(model.run().tool().version());
    json.name("rules").beginArray();
    for (FindingKind kind : RULES) {
      json.beginObject();
      json.name("id").value(kind.name());
      json.name("name").value(ruleName(kind));
      writeText(json, "shortDescription", shortDescription(kind));
      writeText(json, "fullDescription", fullDescription(kind));
      json.name("defaultConfiguration").beginObject();
      json.name("level").value(kind.isVerdictRelevant() ? "error" : "note");
      json.endObject();
      json.endObject();
    }
    json.endArray();
    json.endObject();
    json.endObject();
  }

  /** What was not seen is a problem of the run, not of a place in the code. */
  private static void writeInvocation(JsonWriter json, ReportModel model) throws IOException {
    json.name("invocations").beginArray();
    json.beginObject();
    boolean isAllowed = model.gating().isGated() && !model.gating().failsForUnseen();
    json.name("executionSuccessful").value(model.incomplete().isEmpty() || isAllowed);
    json.name("toolExecutionNotifications").beginArray();
    for (String reason : model.incomplete()) {
      json.beginObject();
      json.name("level").value(isAllowed ? "warning" : "error");
      writeText(json, "message", "The report is incomplete: " + reason);
      json.endObject();
    }
    json.endArray();
    json.endObject();
    json.endArray();
  }

  static void writeText(JsonWriter json, String key, String text) throws IOException {
    json.name(key).beginObject();
    json.name("text").value(text);
    json.endObject();
  }

  private static String ruleName(FindingKind kind) {
    return switch (kind) {
      case GROWTH -> "ObjectsThatAddUp";
      case RESOURCE -> "ResourceNotClosed";
      case SURVIVOR -> "AssertedDeadButAlive";
      case CYCLE -> "CycleOfGarbage";
    };
  }

  private static String shortDescription(FindingKind kind) {
    return switch (kind) {
      case GROWTH -> "Objects that keep adding up";
      case RESOURCE -> "A resource that was not closed";
      case SURVIVOR -> "An object that was asserted dead is alive";
      case CYCLE -> "Garbage that only a cycle detector frees";
    };
  }

  private static String fullDescription(FindingKind kind) {
    return switch (kind) {
      case GROWTH ->
          "Objects of one allocation site, held through the same references, whose number or bytes"
              + " rise until the end of the run.";
      case RESOURCE ->
          "An object with a native or operating system side died, or piles up, without its closing"
              + " method having been called.";
      case SURVIVOR ->
          "A test, or the closing of a class loader, said that an object must be dead, and"
              + " references to it are left.";
      case CYCLE ->
          "Objects that refer to each other when the last reference from outside goes. The JVM's"
              + " own collector takes them.";
    };
  }
}
