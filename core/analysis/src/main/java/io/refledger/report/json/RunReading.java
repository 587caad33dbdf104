package io.refledger.report.json;

import io.refledger.report.Audit;
import io.refledger.report.Losses;
import io.refledger.report.RunFacts;
import io.refledger.snapshot.Attachment;
import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.Inlining;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.Totals;
import java.util.List;

/** Reads what {@code report.json} has of the run. */
final class RunReading {

  private RunReading() {}

  static RunFacts facts(JsonFields report) {
    JsonFields tool = report.fields("tool");
    JsonFields jvm = report.fields("jvm");
    return new RunFacts(
        new RunFacts.Tool(tool.text("name"), tool.text("version")),
        new RunFacts.Jvm(jvm.text("version"), jvm.number("pid"), jvm.text("command")),
        report.textByKey("options"),
        totals(report.fields("totals")),
        report.list("generations").stream().map(RunReading::generation).toList(),
        report.optionalFields("pauses").map(RunReading::pauses).orElse(PauseStats.NONE),
        report.optionalFields("pool").flatMap(PoolReading::pool),
        coverage(report.fields("coverage")),
        report.optionalFields("losses").map(RunReading::losses).orElse(Losses.NONE),
        report.optionalFields("audit").map(RunReading::audit));
  }

  private static Totals totals(JsonFields totals) {
    return new Totals(
        totals.number("allocated"),
        totals.number("freedByCount"),
        totals.number("freedByCollector"),
        totals.number("live"),
        totals.number("liveBytes"),
        totals.number("immortal"),
        totals.number("foreign"),
        totals.number("pending"),
        totals.number("revivedWeak"),
        totals.number("revived"),
        totals.has("lateLoads") ? totals.number("lateLoads") : 0,
        totals.number("underflows"),
        totals.number("stores"));
  }

  private static GenerationStats generation(JsonFields generation) {
    return new GenerationStats(
        generation.number("collections"),
        generation.number("collected"),
        generation.number("uncollectable"));
  }

  private static PauseStats pauses(JsonFields pauses) {
    return new PauseStats(
        pauses.number("count"),
        pauses.number("p50Micros"),
        pauses.number("p99Micros"),
        pauses.number("maxMicros"));
  }

  private static Coverage coverage(JsonFields coverage) {
    return new Coverage(
        coverage.integer("classesWoven"),
        skipped(coverage, "classesSkipped"),
        skipped(coverage, "methodsSkipped"),
        coverage.optionalFields("inlining").map(RunReading::inlining).orElse(Inlining.UNKNOWN),
        coverage.optionalFields("attached").map(RunReading::attachment));
  }

  private static Attachment attachment(JsonFields attached) {
    return new Attachment(
        attached.number("millis"),
        attached.number("longestStopMillis"),
        attached.integer("methodsFromBefore"));
  }

  private static Inlining inlining(JsonFields inlining) {
    return new Inlining(
        inlining.integer("limit"),
        inlining.integer("methods"),
        inlining.list("largest").stream()
            .map(
                one ->
                    new Inlining.Outgrown(
                        one.text("name"),
                        one.integer("plainBytes"),
                        one.integer("wovenBytes"),
                        one.flag("application")))
            .toList());
  }

  private static List<Coverage.Skipped> skipped(JsonFields coverage, String key) {
    return coverage.list(key).stream()
        .map(
            one ->
                new Coverage.Skipped(
                    one.text("name"),
                    one.text("reason"),
                    one.has("application") && one.flag("application")))
        .toList();
  }

  private static Losses losses(JsonFields losses) {
    return new Losses(
        losses.number("untracked"), losses.number("recordsDropped"), losses.texts("others"));
  }

  private static Audit audit(JsonFields audit) {
    JsonFields excluded = audit.fields("excluded");
    return new Audit(
        audit.number("objects"),
        audit.number("edges"),
        audit.number("wrong"),
        audit.number("early"),
        audit.number("late"),
        new Audit.Excluded(
            excluded.number("frames"),
            excluded.number("vm"),
            excluded.number("pending"),
            excluded.has("immortal") ? excluded.number("immortal") : 0,
            excluded.has("foreign") ? excluded.number("foreign") : 0,
            excluded.has("frozen") ? excluded.number("frozen") : 0),
        audit.texts("worst"));
  }
}
