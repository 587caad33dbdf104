package io.refledger.report.json;

import com.google.gson.stream.JsonWriter;
import io.refledger.gate.Baseline;
import io.refledger.gate.SuppressionUse;
import io.refledger.report.Gating;
import java.io.IOException;

/** The part of {@code report.json} that says what was excused and what a gate said. */
final class GatingJson {

  private GatingJson() {}

  static void write(JsonWriter json, Gating gating) throws IOException {
    writeGate(json, gating);
    json.name("suppressions").beginArray();
    for (SuppressionUse use : gating.suppressions()) {
      json.beginObject();
      json.name("line").value(use.line());
      json.name("state").value(use.state().word());
      json.name("findings").value(use.findings());
      json.endObject();
    }
    json.endArray();
    json.name("knownGone").beginArray();
    for (Baseline.Known known : gating.gone()) {
      json.beginObject();
      json.name("id").value(known.id());
      json.name("kind").value(known.kind().name());
      json.name("type").value(known.type());
      json.name("max").value(known.max());
      json.endObject();
    }
    json.endArray();
  }

  private static void writeGate(JsonWriter json, Gating gating) throws IOException {
    json.name("gate");
    if (!gating.isGated()) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("failures").beginArray();
    for (Gating.Failure failure : gating.failures()) {
      json.beginObject();
      json.name("id").value(failure.id().orElse(null));
      json.name("reason").value(failure.reason());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }
}
