package io.refledger.gate;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.NamePattern;
import io.refledger.leak.PathStep;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line that excuses findings: {@code KIND:PATTERN [until=YYYY-MM-DD] -- reason}.
 *
 * @param line as it stands in the file, without blanks around it
 * @param pattern matched against type, references of the path, and frames
 * @param until the last day on which it holds
 */
public record Suppression(
    String line, FindingKind kind, NamePattern pattern, Optional<LocalDate> until, String reason) {
  private static final String BEFORE_REASON = "--";
  private static final String UNTIL = "until=";

  /**
   * Parses a line.
   *
   * @throws InputException if kind, pattern, date or reason is missing or wrong
   */
  static Suppression parse(Path file, int number, String line) throws InputException {
    int end = (line + " ").indexOf(" " + BEFORE_REASON + " ");
    String reason = end < 0 ? "" : line.substring(end + BEFORE_REASON.length() + 1).strip();
    if (reason.isEmpty()) {
      throw InputException.inLine(
          file, number, "a suppression without a reason: end the line with \"-- why\": " + line);
    }
    String chosen = line.substring(0, end).strip();
    int colon = chosen.indexOf(':');
    Optional<FindingKind> kind = FindingKind.named(chosen.substring(0, Math.max(colon, 0)));
    if (kind.isEmpty()) {
      throw InputException.inLine(
          file, number, "a suppression begins with KIND:, of " + kinds() + ": " + line);
    }
    String pattern = chosen.substring(colon + 1).strip();
    Optional<LocalDate> until = Optional.empty();
    int date = (" " + pattern).indexOf(" " + UNTIL);
    if (date >= 0) {
      until = Optional.of(date(file, number, pattern.substring(date + UNTIL.length())));
      pattern = pattern.substring(0, date).strip();
    }
    if (pattern.isEmpty()) {
      throw InputException.inLine(
          file, number, "no pattern after the kind, such as com.acme.**: " + line);
    }
    return new Suppression(line, kind.get(), NamePattern.of(pattern), until, reason);
  }

  private static LocalDate date(Path file, int number, String text) throws InputException {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw InputException.inLine(
          file, number, "until= is followed by a day such as 2027-01-31: " + UNTIL + text);
    }
  }

  static String kinds() {
    return Arrays.stream(FindingKind.values())
        .map(FindingKind::name)
        .collect(Collectors.joining(" "));
  }

  /** Whether its last day is over. */
  boolean isExpired(LocalDate today) {
    return until.isPresent() && until.get().isBefore(today);
  }

  /** Whether it is about this finding, be it expired or not. */
  boolean matches(Finding finding) {
    return kind == finding.kind() && names(finding).anyMatch(pattern::matches);
  }

  private static Stream<String> names(Finding finding) {
    Stream<String> references =
        Stream.concat(
                finding.path().stream().map(PathStep::reference),
                finding.closedEdge().stream().map(edge -> edge.reference()))
            .filter(reference -> !reference.equals(ObjectType.ELEMENT));
    Stream<String> frames = frames(finding).flatMap(Suppression::names);
    return Stream.of(Stream.of(finding.type()), references, frames).flatMap(all -> all);
  }

  private static Stream<Frame> frames(Finding finding) {
    return Stream.of(
            finding.allocatedAt().stream(),
            finding.storedAt().stream(),
            finding.droppedAt().stream(),
            finding.closedEdge().flatMap(edge -> edge.storedAt()).stream(),
            finding.path().stream().flatMap(step -> step.storedAt().stream()))
        .flatMap(all -> all);
  }

  /** The class and the method of a frame, and of the application's frame that led there. */
  private static Stream<String> names(Frame frame) {
    Stream<String> own = Stream.of(frame.className(), frame.className() + "." + frame.method());
    return Stream.concat(own, frame.calledFrom().stream().flatMap(Suppression::names));
  }
}
