package io.refledger.report.text;

import io.refledger.report.Balance;
import io.refledger.report.BalanceNode;
import io.refledger.report.Balances;
import io.refledger.report.ReportModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The balance trees: increfs and decrefs by call site. */
final class BalanceText {
  private static final int MOST_CLASSES = 10;
  private static final int MOST_SITES = 20;
  private static final int MOST_OBJECTS = 3;
  private static final String ROW = "%10s %10s %10s  %s";

  private BalanceText() {}

  static void write(TextLines text, ReportModel model) {
    Balances balances = model.balances();
    if (balances.classes().isEmpty()) {
      return;
    }
    text.section("BALANCE");
    writeLimits(text, model);
    List<Balance> shown = top(balances.classes(), MOST_CLASSES);
    shown.forEach(balance -> writeClass(text, balance));
    leftOut(text, balances.classes().size() - shown.size(), "class", "");
  }

  /** What the trees do not tell. */
  static void writeLimits(TextLines text, ReportModel model) {
    Map<String, String> options = model.run().options();
    String locals = options.getOrDefault("locals", "exact");
    if (!locals.equals("exact")) {
      text.line(
          "locals="
              + locals
              + ": references by local variables are left out; "
              + "fields, elements and statics are complete.");
    }
    if (options.getOrDefault("sites", "on").equals("off")) {
      text.line("sites=off: it is not known which stores the references held come from.");
    }
    writeLosses(text, model.balances());
  }

  private static void writeLosses(TextLines text, Balances balances) {
    if (balances.lost() > 0) {
      text.line(Amounts.of(balances.lost(), "record") + " dropped for want of room.");
    }
    if (balances.lostOfObjects() > 0) {
      text.line(
          Amounts.of(balances.lostOfObjects(), "record")
              + " of single objects dropped for want of room; the trees of classes have them.");
    }
  }

  /** One class: its objects, its tree, and the trees of the objects that were born first. */
  static void writeClass(TextLines text, Balance balance) {
    Balance.Objects objects = balance.objects();
    text.line("");
    text.line(
        balance.type()
            + ": "
            + objects.born()
            + " born"
            + (objects.before() > 0 ? ", " + objects.before() + " before" : "")
            + ", "
            + objects.dead()
            + " dead, "
            + objects.alive()
            + " alive; "
            + sums(balance.increfs(), balance.decrefs()));
    text.line(String.format(Locale.ROOT, ROW, "increfs", "decrefs", "held", "call site"));
    writeNodes(text, balance.sites(), "");
    List<Balance.OfObject> shown = top(balance.aliveObjects(), MOST_OBJECTS);
    for (Balance.OfObject object : shown) {
      text.line("alive #" + object.serial() + "  " + sums(object.increfs(), object.decrefs()));
      writeNodes(text, object.sites(), "");
    }
    leftOut(text, objects.alive() - shown.size(), "live object", "");
  }

  private static String sums(long increfs, long decrefs) {
    return "+" + increfs + " -" + decrefs;
  }

  private static void writeNodes(TextLines text, List<BalanceNode> nodes, String indent) {
    List<BalanceNode> shown = top(nodes, MOST_SITES);
    for (BalanceNode node : shown) {
      text.line(
          String.format(
              Locale.ROOT,
              ROW,
              "+" + node.increfs(),
              "-" + node.decrefs(),
              node.held() == 0 ? "" : node.held(),
              indent + node.frame().map(at -> at.toString()).orElse("unknown site")));
      writeNodes(text, node.children(), indent + "  ");
    }
    leftOut(text, nodes.size() - shown.size(), "site", indent);
  }

  private static void leftOut(TextLines text, long count, String noun, String indent) {
    if (count > 0) {
      text.line(indent + "and " + Amounts.of(count, "more " + noun));
    }
  }

  private static <T> List<T> top(List<T> rows, int most) {
    return rows.subList(0, Math.min(most, rows.size()));
  }
}
