package io.refledger.report.format;

import io.refledger.report.ReportFile;
import io.refledger.report.collapsed.HolderStacks;
import io.refledger.report.collapsed.LiveStacks;
import io.refledger.report.collapsed.RetainedStacks;
import io.refledger.report.hprof.HprofExport;
import io.refledger.report.json.JsonRendering;
import io.refledger.report.junit.JUnitRendering;
import io.refledger.report.sarif.SarifRendering;
import io.refledger.report.source.SourceFiles;
import io.refledger.report.text.TextRendering;
import io.refledger.report.tsv.TsvExport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files that the option {@code report} names. */
public final class ReportFormats {

  private static final List<String> ALLOWED =
      List.of("text", "json", "html", "sarif", "junit", "hprof", "tsv", "collapsed");

  private static final Set<String> AVAILABLE =
      Set.of("text", "json", "sarif", "junit", "hprof", "tsv", "collapsed");

  private ReportFormats() {}

  /** Whether a format can be written. Needs no class of the runtime, and so may come before it. */
  public static boolean isAvailable(String format) {
    return AVAILABLE.contains(format);
  }

  /**
   * The files of a list such as {@code text:json}, in its order; {@code none} is none. Formats that
   * cannot be written yet are left out.
   *
   * @throws IllegalArgumentException if a format is unknown
   */
  public static List<ReportFile> parse(String formats) {
    List<ReportFile> chosen = new ArrayList<>();
    if (formats.equals("none")) {
      return chosen;
    }
    for (String format : formats.split(":", -1)) {
      if (!ALLOWED.contains(format)) {
        throw new IllegalArgumentException(
            "report must be none, or some of " + String.join(":", ALLOWED) + ": report=" + formats);
      }
      if (format.equals("collapsed")) {
        chosen.addAll(List.of(new LiveStacks(), new RetainedStacks(), new HolderStacks()));
      } else if (isAvailable(format)) {
        chosen.add(file(format));
      }
    }
    return chosen;
  }

  private static ReportFile file(String format) {
    return switch (format) {
      case "text" -> new TextRendering();
      case "json" -> new JsonRendering();
      case "sarif" -> new SarifRendering(SourceFiles.under(Path.of("")));
      case "junit" -> new JUnitRendering();
      case "hprof" -> new HprofExport();
      case "tsv" -> new TsvExport();
      default -> throw new IllegalArgumentException("not available: format=" + format);
    };
  }
}
