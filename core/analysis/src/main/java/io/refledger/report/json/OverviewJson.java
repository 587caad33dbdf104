package io.refledger.report.json;

import com.google.gson.stream.JsonWriter;
import io.refledger.report.Deaths;
import io.refledger.report.Overview;
import io.refledger.report.WeightTree;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** The part of {@code report.json} that has the whole heap at a glance, a line each. */
final class OverviewJson {

  private OverviewJson() {}

  /** What writes one value. */
  private interface Value {
    void writeTo(JsonWriter json) throws IOException;
  }

  static void write(JsonWriter json, Overview overview) throws IOException {
    json.name("overview").beginObject();
    json.name("retained").jsonValue(line(value -> writeTree(value, overview.retained())));
    json.name("held").jsonValue(line(value -> writeTree(value, overview.held())));
    json.name("past").beginArray();
    for (Overview.HeapInstant instant : overview.past()) {
      List<Long> row =
          List.of(instant.clock(), instant.objects(), instant.liveBytes(), instant.heapUsedBytes());
      json.jsonValue(row.toString());
    }
    json.endArray();
    writeDeaths(json, overview.deaths());
    json.endObject();
  }

  private static void writeDeaths(JsonWriter json, Deaths deaths) throws IOException {
    json.name("deathKinds").value(deaths.kinds());
    json.name("deathCount").value(deaths.count());
    json.name("deaths").beginArray();
    for (Deaths.Row row : deaths.rows()) {
      json.jsonValue(line(value -> writeRow(value, row)));
    }
    json.endArray();
  }

  private static void writeRow(JsonWriter json, Deaths.Row row) throws IOException {
    json.beginObject();
    json.name("type").value(row.type());
    json.name("count").value(row.count());
    FrameJson.write(json, "allocatedAt", row.allocatedAt());
    FrameJson.write(json, "diedAt", row.diedAt());
    json.endObject();
  }

  private static void writeTree(JsonWriter json, WeightTree tree) throws IOException {
    json.beginObject();
    json.name("name").value(tree.name());
    json.name("at").value(tree.at());
    json.name("own").value(tree.own());
    json.name("children").beginArray();
    for (WeightTree child : tree.children()) {
      writeTree(json, child);
    }
    json.endArray();
    json.endObject();
  }

  /** Indented, a deep tree would be all blanks. */
  private static String line(Value value) throws IOException {
    var text = new StringWriter();
    var json = new JsonWriter(text);
    json.setHtmlSafe(false);
    json.setSerializeNulls(true);
    value.writeTo(json);
    json.flush();
    return text.toString();
  }
}
