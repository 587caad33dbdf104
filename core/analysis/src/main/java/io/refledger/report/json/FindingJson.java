package io.refledger.report.json;

import com.google.gson.stream.JsonWriter;
import io.refledger.leak.Cycle;
import io.refledger.leak.CycleEdge;
import io.refledger.leak.Finding;
import io.refledger.leak.HolderName;
import io.refledger.leak.PathStep;
import io.refledger.leak.Way;
import io.refledger.leak.Ways;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The part of {@code report.json} that lists the findings. */
final class FindingJson {

  private FindingJson() {}

  static void write(JsonWriter json, List<Finding> findings) throws IOException {
    json.name("findings").beginArray();
    for (Finding finding : findings) {
      writeFinding(json, finding);
    }
    json.endArray();
  }

  private static void writeFinding(JsonWriter json, Finding finding) throws IOException {
    json.beginObject();
    json.name("id").value(finding.id());
    json.name("kind").value(finding.kind().name());
    json.name("origin").value(finding.origin().word());
    json.name("type").value(finding.type());
    json.name("count").value(finding.count());
    json.name("perInterval").jsonValue(finding.perInterval().toString());
    json.name("shallowBytes").value(finding.shallowBytes());
    json.name("retainedBytes").value(finding.retainedBytes());
    FrameJson.write(json, "allocatedAt", finding.allocatedAt());
    FrameJson.write(json, "storedAt", finding.storedAt());
    FrameJson.write(json, "droppedAt", finding.droppedAt());
    writeCycle(json, finding.cycle());
    json.name("wraps").beginArray();
    for (String wrapped : finding.wraps()) {
      json.value(wrapped);
    }
    json.endArray();
    json.name("test").value(finding.test().orElse(null));
    writePath(json, finding.path());
    json.name("suppressedBy").value(finding.suppressedBy().orElse(null));
    json.name("known").value(finding.isKnown());
    json.name("advice").value(finding.advice());
    writeWays(json, finding.ways());
    json.endObject();
  }

  private static void writeWays(JsonWriter json, Ways ways) throws IOException {
    json.name("holders").beginArray();
    for (Way way : ways.shown()) {
      json.beginObject();
      json.name("count").value(way.count());
      writePath(json, way.path());
      json.endObject();
    }
    json.endArray();
    json.name("holdersLeftOut").value(ways.leftOut());
    writeHolderNames(json, ways.holderNames());
  }

  private static void writeHolderNames(JsonWriter json, List<HolderName> names) throws IOException {
    json.name("holderNames").beginArray();
    for (HolderName name : names) {
      json.beginObject();
      json.name("type").value(name.type());
      json.name("name").value(name.name());
      json.name("map").value(name.map());
      json.endObject();
    }
    json.endArray();
  }

  private static void writeCycle(JsonWriter json, Optional<Cycle> known) throws IOException {
    json.name("closedEdge");
    if (known.isPresent()) {
      writeEdge(json, known.get().closedEdge());
    } else {
      json.nullValue();
    }
    json.name("cycle").beginArray();
    for (CycleEdge edge : known.map(Cycle::edges).orElse(List.of())) {
      writeEdge(json, edge);
    }
    json.endArray();
  }

  private static void writeEdge(JsonWriter json, CycleEdge edge) throws IOException {
    json.beginObject();
    json.name("referrer").value(edge.referrer());
    json.name("reference").value(edge.reference());
    json.name("referent").value(edge.referent());
    FrameJson.write(json, "storedAt", edge.storedAt());
    json.endObject();
  }

  private static void writePath(JsonWriter json, List<PathStep> path) throws IOException {
    json.name("path").beginArray();
    for (PathStep step : path) {
      json.beginObject();
      json.name("referrer").value(step.referrer());
      json.name("reference").value(step.reference());
      json.name("referent").value(step.referent());
      FrameJson.write(json, "storedAt", step.storedAt());
      json.name("suspect").value(step.isSuspect());
      if (step.isInside()) {
        json.name("inside").value(true);
      }
      if (step.key().isPresent()) {
        json.name("key").value(step.key().get());
      }
      json.endObject();
    }
    json.endArray();
  }
}
