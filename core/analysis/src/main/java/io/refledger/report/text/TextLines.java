package io.refledger.report.text;

import java.util.Locale;

/** Lines of text, in sections. Every line ends with a line feed, whatever the system. */
final class TextLines {

  private static final String RULE = "=".repeat(36);

  private final StringBuilder text = new StringBuilder();

  /** Names may have anything in them: what is no text on one line becomes blanks. */
  void line(String line) {
    text.append(OneLine.of(line.stripTrailing())).append('\n');
  }

  void section(String title) {
    line("");
    line(RULE);
    line(title);
  }

  void figure(String label, long value) {
    line(String.format(Locale.ROOT, "%-28s %12d", label, value));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
