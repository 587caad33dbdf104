package io.refledger.report.html;

import com.google.gson.stream.JsonWriter;
import io.refledger.leak.Cycle;
import io.refledger.leak.CycleEdge;
import io.refledger.leak.Finding;
import io.refledger.leak.PathStep;
import io.refledger.leak.ShownStep;
import io.refledger.leak.ShownSteps;
import io.refledger.leak.Way;
import io.refledger.report.ReportModel;
import io.refledger.report.json.FrameJson;
import io.refledger.report.json.JsonRendering;
import io.refledger.report.source.SourceLines;
import io.refledger.snapshot.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * What the page draws: {@code report}, which is {@code report.json}; {@code shown}, the paths of
 * each finding, and its cycle, as people read them; {@code sources}, excerpts by class and line.
 */
public final class PageData {

  private PageData() {}

  /** The data as JSON. Blocks on the file system, where sources are looked for. */
  public static void write(ReportModel model, SourceLines sources, Writer out) throws IOException {
    var report = new StringWriter();
    new JsonRendering().render(model, report);
    var json = new JsonWriter(out);
    json.setSerializeNulls(true);
    json.beginObject();
    json.name("report").jsonValue(report.toString());
    json.name("shown").beginArray();
    for (Finding finding : model.findings()) {
      writeShown(json, finding);
    }
    json.endArray();
    writeSources(json, excerpts(model.findings(), sources));
    json.endObject();
    json.flush();
  }

  /** The data compressed, in base64. */
  static String encoded(ReportModel model, SourceLines sources) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
      write(model, sources, out);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void writeShown(JsonWriter json, Finding finding) throws IOException {
    json.beginObject();
    writePath(json, finding.path());
    json.name("ways").beginArray();
    for (Way way : finding.ways().others()) {
      json.beginObject();
      json.name("count").value(way.count());
      writePath(json, way.path());
      json.endObject();
    }
    json.endArray();
    writeCycle(json, finding.cycle().map(Cycle::runs).orElse(List.of()));
    json.endObject();
  }

  private static void writeCycle(JsonWriter json, List<Cycle.Run> runs) throws IOException {
    json.name("cycle").beginArray();
    for (Cycle.Run run : runs) {
      json.beginObject();
      json.name("referrer").value(run.edge().referrer());
      json.name("reference").value(run.edge().reference());
      json.name("referent").value(run.edge().referent());
      json.name("times").value(run.times());
      FrameJson.write(json, "storedAt", run.edge().storedAt());
      json.endObject();
    }
    json.endArray();
  }

  private static void writePath(JsonWriter json, List<PathStep> path) throws IOException {
    json.name("path").beginArray();
    for (ShownStep step : ShownSteps.of(path)) {
      json.beginObject();
      json.name("referrer").value(step.referrer());
      json.name("reference").value(step.reference());
      json.name("role").value(step.role());
      json.name("referent").value(step.referent());
      json.name("suspect").value(step.isSuspect());
      FrameJson.write(json, "storedAt", step.storedAt());
      json.endObject();
    }
    json.endArray();
  }

  private static Map<String, SourceLines.Excerpt> excerpts(
      List<Finding> findings, SourceLines sources) {
    Map<String, SourceLines.Excerpt> excerptByPlace = new LinkedHashMap<>();
    findings.stream()
        .flatMap(PageData::frames)
        .forEach(
            frame ->
                sources
                    .around(frame)
                    .ifPresent(
                        excerpt ->
                            excerptByPlace.put(frame.className() + ":" + frame.line(), excerpt)));
    return excerptByPlace;
  }

  /** The application's frames that a finding names. */
  private static Stream<Frame> frames(Finding finding) {
    return Stream.concat(
            Stream.of(
                finding.allocatedAt(),
                finding.storedAt(),
                finding.droppedAt(),
                finding.closedEdge().flatMap(CycleEdge::storedAt)),
            finding.path().stream().map(PathStep::storedAt))
        .flatMap(Optional::stream)
        .flatMap(frame -> frame.nearestApplicationFrame().stream())
        .distinct();
  }

  private static void writeSources(JsonWriter json, Map<String, SourceLines.Excerpt> excerptByPlace)
      throws IOException {
    json.name("sources").beginObject();
    for (var entry : excerptByPlace.entrySet()) {
      json.name(entry.getKey()).beginObject();
      json.name("path").value(entry.getValue().path());
      json.name("first").value(entry.getValue().first());
      json.name("lines").beginArray();
      for (String line : entry.getValue().lines()) {
        json.value(line);
      }
      json.endArray();
      json.endObject();
    }
    json.endObject();
  }
}
