package io.refledger.report.format;

import io.refledger.report.ReportFile;
import io.refledger.report.collapsed.HolderStacks;
import io.refledger.report.collapsed.LiveStacks;
import io.refledger.report.collapsed.RetainedStacks;
import io.refledger.report.hprof.HprofExport;
import io.refledger.report.html.HtmlRendering;
import io.refledger.report.json.JsonRendering;
import io.refledger.report.junit.JUnitRendering;
import io.refledger.report.sarif.SarifRendering;
import io.refledger.report.source.SourceFiles;
import io.refledger.report.source.SourceLines;
import io.refledger.report.text.TextRendering;
import io.refledger.report.tsv.TsvExport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that the option {@code report} names. */
public final class ReportFormats {

  private static final List<String> ALL =
      List.of("text", "json", "html", "sarif", "junit", "hprof", "tsv", "collapsed");

  private ReportFormats() {}

  /**
   * The files of a list such as {@code text:json}, in its order; {@code none} is none.
   *
   * @throws IllegalArgumentException if a format is unknown
   */
  public static List<ReportFile> parse(String formats) {
    List<ReportFile> chosen = new ArrayList<>();
    if (formats.equals("none")) {
      return chosen;
    }
    for (String format : formats.split(":", -1)) {
      if (!ALL.contains(format)) {
        throw new IllegalArgumentException(
            "report must be none, or some of " + String.join(":", ALL) + ": report=" + formats);
      }
      if (format.equals("collapsed")) {
        chosen.addAll(List.of(new LiveStacks(), new RetainedStacks(), new HolderStacks()));
      } else {
        chosen.add(file(format));
      }
    }
    return chosen;
  }

  private static ReportFile file(String format) {
    return switch (format) {
      case "text" -> new TextRendering();
      case "json" -> new JsonRendering();
      case "html" -> new HtmlRendering(SourceLines.under(Path.of("")));
      case "sarif" -> new SarifRendering(SourceFiles.under(Path.of("")));
      case "junit" -> new JUnitRendering();
      case "hprof" -> new HprofExport();
      case "tsv" -> new TsvExport();
      default -> throw new IllegalArgumentException("not available: format=" + format);
    };
  }
}
