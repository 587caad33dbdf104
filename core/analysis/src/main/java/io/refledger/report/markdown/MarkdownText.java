package io.refledger.report.markdown;

/** Text of a program in Markdown, so that nothing of it is taken for markup. */
final class MarkdownText {
  private static final String SPECIAL = "\\`*_{}[]<>#+-!|~&";

  private MarkdownText() {}

  /** The text on one line, with what means something in Markdown escaped. */
  static String of(String text) {
    var escaped = new StringBuilder();
    for (char c : oneLine(text).toCharArray()) {
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /** The text within HTML. */
  static String html(String text) {
    return oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The text as code in a cell of a table. */
  static String cell(String text) {
    return code(text.replace("|", "\\|"));
  }

  /** The text as code within a line. */
  static String code(String text) {
    String line = oneLine(text);
    return line.isEmpty() ? "" : fence(line, 1) + padded(line) + fence(line, 1);
  }

  /** The text as a block of code. */
  static String block(String text) {
    String fence = fence(text, 3);
    return fence + "text\n" + text + fence + "\n";
  }

  /** A row of backticks longer than any in the text. */
  private static String fence(String text, int shortest) {
    String fence = "`".repeat(shortest);
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence;
  }

  private static String padded(String line) {
    return line.startsWith("`") || line.endsWith("`") ? " " + line + " " : line;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R|[\\p{Cc}\\p{Cf}]", " ");
  }
}
