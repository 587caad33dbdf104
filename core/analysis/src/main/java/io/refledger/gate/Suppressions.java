package io.refledger.gate;

import io.refledger.leak.Finding;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The findings that a team has decided to live with, and why, in the order of their file. */
public record Suppressions(List<Suppression> lines) {
  /** Nothing is suppressed. */
  public static final Suppressions NONE = new Suppressions(List.of());

  public Suppressions {
    lines = List.copyOf(lines);
  }

  /**
   * The suppressions in a file, one a line; empty lines and those that begin with {@code #} are
   * left out.
   *
   * @throws InputException if the file cannot be read, or a line is wrong
   */
  public static Suppressions readFrom(Path file) throws InputException {
    List<Suppression> suppressions = new ArrayList<>();
    int number = 0;
    for (String line : InputException.read(file, "suppressions")) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        suppressions.add(Suppression.parse(file, number, text));
      }
    }
    return new Suppressions(suppressions);
  }

  /** The finding, excused by the first line that is about it and still holds. */
  Finding applyTo(Finding finding, LocalDate today) {
    Optional<Suppression> first =
        lines.stream().filter(line -> !line.isExpired(today) && line.matches(finding)).findFirst();
    return first.isEmpty() ? finding : finding.suppressedBy(first.get().line());
  }

  /**
   * What became of each line.
   *
   * @param findings after this was applied to them
   */
  List<SuppressionUse> uses(List<Finding> findings, LocalDate today) {
    return lines.stream().map(line -> use(line, findings, today)).toList();
  }

  private static SuppressionUse use(Suppression line, List<Finding> findings, LocalDate today) {
    if (line.isExpired(today)) {
      long matched = findings.stream().filter(line::matches).count();
      return new SuppressionUse(line.line(), SuppressionUse.State.EXPIRED, matched);
    }
    long excused =
        findings.stream()
            .filter(finding -> finding.suppressedBy().equals(Optional.of(line.line())))
            .count();
    SuppressionUse.State state =
        excused > 0 ? SuppressionUse.State.USED : SuppressionUse.State.UNUSED;
    return new SuppressionUse(line.line(), state, excused);
  }
}
