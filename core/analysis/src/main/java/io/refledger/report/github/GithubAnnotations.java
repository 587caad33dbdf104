package io.refledger.report.github;

import io.refledger.leak.Finding;
import io.refledger.report.Gating;
import io.refledger.report.ReportModel;
import io.refledger.report.source.SourceFiles;
import io.refledger.snapshot.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Workflow commands of GitHub for what failed a gate: GitHub shows ten of a step, so the most
 * important ones are told, and how many are not.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">the
 *     commands</a>
 */
public final class GithubAnnotations {
  private static final int MOST = 10;

  private GithubAnnotations() {}

  /** The lines, in the order of the report, which is by importance. */
  public static List<String> of(ReportModel model, SourceFiles sources) {
    List<String> lines = new ArrayList<>();
    for (Gating.Failure failure : model.gating().failures()) {
      Optional<Finding> finding =
          model.findings().stream()
              .filter(one -> failure.id().equals(Optional.of(one.id())))
              .findFirst();
      lines.add(
          finding.isPresent()
              ? line(finding.get(), failure.reason(), sources)
              : "::error title=RefLedger::" + message(failure.reason()));
    }
    if (lines.size() <= MOST) {
      return lines;
    }
    int leftOut = lines.size() - (MOST - 1);
    List<String> shown = new ArrayList<>(lines.subList(0, MOST - 1));
    shown.add("::error title=RefLedger::" + leftOut + " more failures, see the log");
    return shown;
  }

  private static String line(Finding finding, String reason, SourceFiles sources) {
    var line = new StringBuilder("::error ");
    Optional<Frame> place = finding.place();
    Optional<String> file = place.flatMap(sources::pathOf);
    if (file.isPresent()) {
      line.append("file=").append(property(file.get())).append(',');
      if (place.get().line() > 0) {
        line.append("line=").append(place.get().line()).append(',');
      }
    }
    String title = finding.kind() + " " + finding.count() + " " + finding.type();
    line.append("title=").append(property(title)).append("::");
    return line.append(message(finding.advice() + "\n" + reason + "\nid " + finding.id()))
        .toString();
  }

  /** What else moves text is left out: the log is shown in terminals, too. */
  static String message(String text) {
    String seen = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\r\n]]", " ");
    return seen.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
