package io.refledger.gate;

import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.NamePattern;
import java.util.Optional;

/**
 * How many objects the findings of a kind may have, by class: {@code KIND:PATTERN=N}. What a budget
 * is about fails by it alone, and not because of its kind.
 *
 * @param pattern of the type
 * @param max the objects that all its findings may have together
 */
public record Budget(FindingKind kind, NamePattern pattern, long max) {

  /**
   * Parses {@code GROWTH:com.acme.**=0}.
   *
   * @throws IllegalArgumentException if it is not of this form; the message says what is allowed
   */
  public static Budget parse(String text) {
    int colon = text.indexOf(':');
    int equals = text.lastIndexOf('=');
    Optional<FindingKind> kind = FindingKind.named(text.substring(0, Math.max(colon, 0)));
    boolean hasPattern = colon + 1 < equals;
    if (kind.isEmpty() || !hasPattern || !text.substring(equals + 1).matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "a budget is KIND:PATTERN=N, such as GROWTH:com.acme.**=0, with KIND of "
              + Suppression.kinds()
              + ": "
              + text);
    }
    String pattern = text.substring(colon + 1, equals);
    long max = Long.parseLong(text.substring(equals + 1));
    return new Budget(kind.get(), NamePattern.of(pattern), max);
  }

  boolean isAbout(Finding finding) {
    return kind == finding.kind() && pattern.matches(finding.type());
  }

  @Override
  public String toString() {
    return kind + ":" + pattern + "=" + max;
  }
}
