package io.refledger.report.html;

import io.refledger.report.Rendering;
import io.refledger.report.ReportModel;
import io.refledger.report.source.SourceLines;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/*
 * What the program says (names of classes, threads, strings) may be made to break out of the page. It
 * is in three places: the template escapes it, the data are in base64, and the script puts text into
 * the page as text. Besides, the page forbids every script and style but its own, by their hashes,
 * and every connection.
 */
/** Writes {@code report.html}: one file with all that it needs. */
public final class HtmlRendering implements Rendering {
  private static final int ID_PREFIX = 12;

  private final SourceLines sources;

  /** A rendering that shows lines of these sources. */
  public HtmlRendering(SourceLines sources) {
    this.sources = sources;
  }

  @Override
  public String fileName() {
    return "report.html";
  }

  @Override
  public void render(ReportModel model, Writer out) throws IOException {
    String style = PageParts.style();
    String script = PageParts.script();
    PageParts.template()
        .execute(
            Map.ofEntries(
                Map.entry("live", false),
                Map.entry("title", title(model)),
                Map.entry("verdict", model.verdict().word()),
                Map.entry("command", command(model)),
                Map.entry("incomplete", model.incomplete()),
                Map.entry("findings", findings(model)),
                Map.entry("style", style),
                Map.entry("script", script),
                Map.entry(
                    "hash",
                    Map.of("style", PageParts.hash(style), "script", PageParts.hash(script))),
                Map.entry("data", PageData.encoded(model, sources)),
                Map.entry("licence", PageParts.licence())),
            out);
  }

  private static String title(ReportModel model) {
    return model.verdict().word() + " – " + command(model) + " – RefLedger";
  }

  private static String command(ReportModel model) {
    String command = model.run().jvm().command();
    return command.isEmpty() ? "a JVM" : command;
  }

  /** What those read who let no script run. */
  private static List<String> findings(ReportModel model) {
    return model.findings().stream()
        .map(
            finding ->
                finding.kind()
                    + " "
                    + finding.count()
                    + " "
                    + finding.type()
                    + finding.allocatedAt().map(at -> ", allocated at " + at).orElse("")
                    + ". "
                    + finding.advice()
                    + " id "
                    + finding.id().substring(0, Math.min(ID_PREFIX, finding.id().length())))
        .toList();
  }
}
