package io.refledger.report.json;

import com.google.gson.stream.JsonWriter;
import io.refledger.report.Balance;
import io.refledger.report.BalanceNode;
import io.refledger.report.Balances;
import java.io.IOException;
import java.util.List;

/** The part of {@code report.json} that has the balance trees. */
final class BalanceJson {

  private BalanceJson() {}

  static void write(JsonWriter json, Balances balances) throws IOException {
    json.name("balance").beginArray();
    for (Balance balance : balances.classes()) {
      writeClass(json, balance);
    }
    json.endArray();
    json.name("balanceLost").value(balances.lost());
    json.name("balanceLostOfObjects").value(balances.lostOfObjects());
  }

  private static void writeClass(JsonWriter json, Balance balance) throws IOException {
    json.beginObject();
    json.name("type").value(balance.type());
    json.name("objects").beginObject();
    json.name("born").value(balance.objects().born());
    json.name("before").value(balance.objects().before());
    json.name("alive").value(balance.objects().alive());
    json.name("dead").value(balance.objects().dead());
    json.endObject();
    writeSums(json, balance.increfs(), balance.decrefs());
    writeNodes(json, "sites", balance.sites());
    json.name("aliveObjects").beginArray();
    for (Balance.OfObject object : balance.aliveObjects()) {
      json.beginObject();
      json.name("serial").value(object.serial());
      writeSums(json, object.increfs(), object.decrefs());
      writeNodes(json, "sites", object.sites());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private static void writeSums(JsonWriter json, long increfs, long decrefs) throws IOException {
    json.name("increfs").value(increfs);
    json.name("decrefs").value(decrefs);
    json.name("net").value(increfs - decrefs);
  }

  private static void writeNodes(JsonWriter json, String key, List<BalanceNode> nodes)
      throws IOException {
    json.name(key).beginArray();
    for (BalanceNode node : nodes) {
      json.beginObject();
      FrameJson.write(json, "frame", node.frame());
      writeSums(json, node.increfs(), node.decrefs());
      json.name("held").value(node.held());
      writeNodes(json, "children", node.children());
      json.endObject();
    }
    json.endArray();
  }
}
