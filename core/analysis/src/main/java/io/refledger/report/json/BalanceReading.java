package io.refledger.report.json;

import io.refledger.report.Balance;
import io.refledger.report.BalanceNode;
import io.refledger.report.Balances;
import java.util.List;

/** Reads what {@link BalanceJson} writes. */
final class BalanceReading {

  private BalanceReading() {}

  /** The balance trees, which the schema does not require. */
  static Balances balances(JsonFields report) {
    if (!report.has("balance")) {
      return Balances.NONE;
    }
    return new Balances(
        report.list("balance").stream().map(BalanceReading::balance).toList(),
        report.number("balanceLost"),
        report.number("balanceLostOfObjects"));
  }

  private static Balance balance(JsonFields balance) {
    JsonFields objects = balance.fields("objects");
    return new Balance(
        balance.text("type"),
        new Balance.Objects(
            objects.number("born"), objects.number("before"), objects.number("alive")),
        balance.number("increfs"),
        balance.number("decrefs"),
        nodes(balance, "sites"),
        balance.list("aliveObjects").stream().map(BalanceReading::object).toList());
  }

  private static Balance.OfObject object(JsonFields object) {
    return new Balance.OfObject(
        object.integer("serial"),
        object.number("increfs"),
        object.number("decrefs"),
        nodes(object, "sites"));
  }

  private static List<BalanceNode> nodes(JsonFields parent, String key) {
    return parent.list(key).stream()
        .map(
            node ->
                new BalanceNode(
                    FindingReading.frame(node, "frame"),
                    node.number("increfs"),
                    node.number("decrefs"),
                    node.number("held"),
                    nodes(node, "children")))
        .toList();
  }
}
