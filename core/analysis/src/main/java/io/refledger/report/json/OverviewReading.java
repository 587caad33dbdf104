package io.refledger.report.json;

import io.refledger.report.Deaths;
import io.refledger.report.Overview;
import io.refledger.report.WeightTree;
import java.util.List;

/** Reads what {@link OverviewJson} writes. */
final class OverviewReading {
  private static final int COLUMNS = 4;

  private OverviewReading() {}

  static Overview overview(JsonFields overview) {
    return new Overview(
        tree(overview.fields("retained")),
        tree(overview.fields("held")),
        overview.longRows("past", COLUMNS).stream().map(OverviewReading::instant).toList(),
        new Deaths(
            overview.list("deaths").stream().map(OverviewReading::row).toList(),
            overview.count("deathKinds"),
            overview.count("deathCount")));
  }

  private static WeightTree tree(JsonFields tree) {
    return new WeightTree(
        tree.text("name"),
        tree.text("at"),
        tree.count("own"),
        tree.list("children").stream().map(OverviewReading::tree).toList());
  }

  private static Overview.HeapInstant instant(List<Long> row) {
    return new Overview.HeapInstant(row.get(0), row.get(1), row.get(2), row.get(3));
  }

  private static Deaths.Row row(JsonFields row) {
    return new Deaths.Row(
        row.text("type"),
        FindingReading.frame(row, "allocatedAt"),
        FindingReading.frame(row, "diedAt"),
        row.count("count"));
  }
}
