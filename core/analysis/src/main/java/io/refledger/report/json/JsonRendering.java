package io.refledger.report.json;

import com.google.gson.stream.JsonWriter;
import io.refledger.report.Audit;
import io.refledger.report.LiveObjects;
import io.refledger.report.Losses;
import io.refledger.report.ReleasedByCollector;
import io.refledger.report.Rendering;
import io.refledger.report.ReportModel;
import io.refledger.report.RunFacts;
import io.refledger.snapshot.Attachment;
import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.Inlining;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.Totals;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Writes {@code report.json}. */
public final class JsonRendering implements Rendering {

  @Override
  public String fileName() {
    return "report.json";
  }

  @Override
  public void render(ReportModel model, Writer out) throws IOException {
    var json = new JsonWriter(out);
    json.setIndent("  ");
    json.setHtmlSafe(false);
    json.setSerializeNulls(true);
    json.beginObject();
    json.name("schema").value(ReportModel.SCHEMA);
    writeRun(json, model.run());
    json.name("verdict").value(model.verdict().word());
    writeStrings(json, "incomplete", model.incomplete());
    writeLosses(json, model.run().losses());
    writeTotals(json, model.run().totals(), model.cyclesInJdk());
    writeGenerations(json, model.run().generations());
    writePauses(json, model.run().pauses());
    PoolJson.write(json, model.run().pool());
    FindingJson.write(json, model.findings());
    writeStrings(json, "nearlyGrowth", model.near());
    writeCoverage(json, model.run().coverage());
    writeAudit(json, model.run().audit());
    writeLive(json, model.live());
    writeReleased(json, model.released());
    BalanceJson.write(json, model.balances());
    GatingJson.write(json, model.gating());
    OverviewJson.write(json, model.overview());
    json.endObject();
    json.flush();
    out.write('\n');
  }

  private static void writeRun(JsonWriter json, RunFacts run) throws IOException {
    json.name("tool").beginObject();
    json.name("name").value(run.tool().name());
    json.name("version").value(run.tool().version());
    json.endObject();
    json.name("jvm").beginObject();
    json.name("version").value(run.jvm().version());
    json.name("pid").value(run.jvm().pid());
    json.name("command").value(run.jvm().command());
    json.endObject();
    json.name("options").beginObject();
    for (var option : new TreeMap<>(run.options()).entrySet()) {
      json.name(option.getKey()).value(option.getValue());
    }
    json.endObject();
  }

  private static void writeTotals(JsonWriter json, Totals totals, long cyclesInJdk)
      throws IOException {
    json.name("totals").beginObject();
    json.name("allocated").value(totals.allocated());
    json.name("freedByCount").value(totals.freedByCount());
    json.name("freedByCollector").value(totals.freedByCollector());
    json.name("live").value(totals.live());
    json.name("liveBytes").value(totals.liveBytes());
    json.name("immortal").value(totals.immortal());
    json.name("foreign").value(totals.foreign());
    json.name("pending").value(totals.pending());
    json.name("revivedWeak").value(totals.revivedWeak());
    json.name("revived").value(totals.revived());
    json.name("lateLoads").value(totals.lateLoads());
    json.name("underflows").value(totals.underflows());
    json.name("stores").value(totals.stores());
    json.name("cyclesInJdk").value(cyclesInJdk);
    json.endObject();
  }

  private static void writeLosses(JsonWriter json, Losses losses) throws IOException {
    json.name("losses").beginObject();
    json.name("untracked").value(losses.untracked());
    json.name("recordsDropped").value(losses.recordsDropped());
    writeStrings(json, "others", losses.others());
    json.endObject();
  }

  private static void writeGenerations(JsonWriter json, List<GenerationStats> generations)
      throws IOException {
    json.name("generations").beginArray();
    for (GenerationStats generation : generations) {
      json.beginObject();
      json.name("collections").value(generation.collections());
      json.name("collected").value(generation.collected());
      json.name("uncollectable").value(generation.uncollectable());
      json.endObject();
    }
    json.endArray();
  }

  private static void writePauses(JsonWriter json, PauseStats pauses) throws IOException {
    json.name("pauses").beginObject();
    json.name("count").value(pauses.count());
    json.name("p50Micros").value(pauses.p50Micros());
    json.name("p99Micros").value(pauses.p99Micros());
    json.name("maxMicros").value(pauses.maxMicros());
    json.endObject();
  }

  private static void writeCoverage(JsonWriter json, Coverage coverage) throws IOException {
    json.name("coverage").beginObject();
    json.name("classesWoven").value(coverage.classesWoven());
    writeSkipped(json, "classesSkipped", coverage.classesSkipped());
    writeSkipped(json, "methodsSkipped", coverage.methodsSkipped());
    writeInlining(json, coverage.inlining());
    if (coverage.attachment().isPresent()) {
      Attachment attachment = coverage.attachment().get();
      json.name("attached").beginObject();
      json.name("millis").value(attachment.millis());
      json.name("longestStopMillis").value(attachment.longestStopMillis());
      json.name("methodsFromBefore").value(attachment.methods());
      json.endObject();
    }
    json.endObject();
  }

  private static void writeInlining(JsonWriter json, Inlining inlining) throws IOException {
    json.name("inlining").beginObject();
    json.name("limit").value(inlining.limit());
    json.name("methods").value(inlining.methods());
    json.name("largest").beginArray();
    for (Inlining.Outgrown one : inlining.largest()) {
      json.beginObject();
      json.name("name").value(one.name());
      json.name("plainBytes").value(one.plainBytes());
      json.name("wovenBytes").value(one.wovenBytes());
      json.name("application").value(one.isApplication());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private static void writeSkipped(JsonWriter json, String key, List<Coverage.Skipped> skipped)
      throws IOException {
    json.name(key).beginArray();
    for (Coverage.Skipped one : skipped) {
      json.beginObject();
      json.name("name").value(one.name());
      json.name("reason").value(one.reason());
      json.name("application").value(one.isApplication());
      json.endObject();
    }
    json.endArray();
  }

  private static void writeAudit(JsonWriter json, Optional<Audit> known) throws IOException {
    json.name("audit");
    if (known.isEmpty()) {
      json.nullValue();
      return;
    }
    Audit audit = known.get();
    json.beginObject();
    json.name("objects").value(audit.objects());
    json.name("edges").value(audit.edges());
    json.name("wrong").value(audit.wrong());
    json.name("early").value(audit.early());
    json.name("late").value(audit.late());
    json.name("excluded").beginObject();
    json.name("frames").value(audit.excluded().frames());
    json.name("vm").value(audit.excluded().vm());
    json.name("pending").value(audit.excluded().pending());
    json.name("immortal").value(audit.excluded().immortal());
    json.name("foreign").value(audit.excluded().foreign());
    json.name("frozen").value(audit.excluded().frozen());
    json.endObject();
    writeStrings(json, "worst", audit.worst());
    json.endObject();
  }

  private static void writeLive(JsonWriter json, LiveObjects live) throws IOException {
    json.name("liveClasses").value(live.classes());
    json.name("liveSites").value(live.sites());
    json.name("liveByClass").beginArray();
    for (var row : live.byClass()) {
      json.beginObject();
      json.name("type").value(row.type());
      json.name("count").value(row.count());
      json.name("shallowBytes").value(row.shallowBytes());
      json.endObject();
    }
    json.endArray();
    json.name("liveBySite").beginArray();
    for (var row : live.bySite()) {
      json.beginObject();
      json.name("type").value(row.type());
      json.name("count").value(row.count());
      json.name("shallowBytes").value(row.shallowBytes());
      FrameJson.write(json, "allocatedAt", row.allocatedAt());
      json.endObject();
    }
    json.endArray();
  }

  private static void writeReleased(JsonWriter json, List<ReleasedByCollector> released)
      throws IOException {
    json.name("releasedByGc").beginArray();
    for (ReleasedByCollector row : released) {
      json.beginObject();
      json.name("type").value(row.type());
      json.name("count").value(row.count());
      FrameJson.write(json, "allocatedAt", row.allocatedAt());
      json.endObject();
    }
    json.endArray();
  }

  private static void writeStrings(JsonWriter json, String key, List<String> strings)
      throws IOException {
    json.name(key).beginArray();
    for (String string : strings) {
      json.value(string);
    }
    json.endArray();
  }
}
