package io.refledger.report.json;

import io.refledger.gate.Baseline;
import io.refledger.gate.SuppressionUse;
import io.refledger.report.Gating;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link GatingJson} writes. */
final class GatingReading {

  private GatingReading() {}

  /** What a gate said; the schema does not require it. */
  static Gating gating(JsonFields report) {
    return new Gating(
        report.has("gate"),
        report.optionalFields("gate").map(GatingReading::failures).orElse(List.of()),
        report.has("suppressions")
            ? report.list("suppressions").stream().map(GatingReading::use).toList()
            : List.of(),
        report.has("knownGone")
            ? report.list("knownGone").stream().map(GatingReading::known).toList()
            : List.of());
  }

  private static List<Gating.Failure> failures(JsonFields gate) {
    return gate.list("failures").stream()
        .map(failure -> new Gating.Failure(failure.optionalText("id"), failure.text("reason")))
        .toList();
  }

  private static SuppressionUse use(JsonFields use) {
    String word = use.text("state");
    SuppressionUse.State state =
        Arrays.stream(SuppressionUse.State.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElseThrow(() -> use.unknownValue("state"));
    return new SuppressionUse(use.text("line"), state, use.number("findings"));
  }

  private static Baseline.Known known(JsonFields known) {
    return new Baseline.Known(
        known.text("id"), FindingReading.kind(known), known.text("type"), known.number("max"));
  }
}
