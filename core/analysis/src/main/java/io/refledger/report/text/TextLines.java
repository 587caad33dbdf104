package io.refledger.report.text;

/** Lines of text, in sections. Every line ends with a line feed, whatever the system. */
final class TextLines {

  private static final String RULE = "=".repeat(36);

  private final StringBuilder text = new StringBuilder();

  void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  void section(String title) {
    line("");
    line(RULE);
    line(title);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
