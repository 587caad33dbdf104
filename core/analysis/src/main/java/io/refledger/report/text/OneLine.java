package io.refledger.report.text;

/**
 * Text of a program on one line of a terminal. Names of classes, fields and threads may have
 * anything in them: line breaks, the control sequences of a terminal, marks that turn the direction
 * of what follows.
 */
public final class OneLine {
  private OneLine() {}

  /** The text, with blanks in place of what is not seen or moves what is. */
  public static String of(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> line.appendCodePoint(isSeen(c) ? c : ' '));
    return line.toString();
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
