package io.refledger.report.format;

import io.refledger.report.Rendering;
import io.refledger.report.json.JsonRendering;
import io.refledger.report.text.TextRendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The renderings that the option {@code report} names. */
public final class ReportFormats {

  private static final Map<String, Rendering> RENDERINGS =
      Map.of("text", new TextRendering(), "json", new JsonRendering());

  private static final List<String> ALLOWED =
      List.of("text", "json", "html", "sarif", "junit", "hprof", "tsv", "collapsed");

  private ReportFormats() {}

  /**
   * The renderings of a list such as {@code text:json}, in its order; {@code none} is none. Formats
   * that have no rendering of the report model (they are written elsewhere) are left out.
   *
   * @throws IllegalArgumentException if a format is unknown
   */
  public static List<Rendering> parse(String formats) {
    List<Rendering> chosen = new ArrayList<>();
    if (formats.equals("none")) {
      return chosen;
    }
    for (String format : formats.split(":", -1)) {
      if (!ALLOWED.contains(format)) {
        throw new IllegalArgumentException(
            "report must be none, or some of " + String.join(":", ALLOWED) + ": report=" + formats);
      }
      if (RENDERINGS.containsKey(format)) {
        chosen.add(RENDERINGS.get(format));
      }
    }
    return chosen;
  }
}
