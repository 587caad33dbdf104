package io.refledger.report.junit;

/** Text that may stand in an XML 1.0 document. */
final class XmlText {
  private static final char REPLACEMENT = '\uFFFD';

  private XmlText() {}

  /**
   * The text with what XML cannot hold, even escaped, replaced: control characters and halves of
   * pairs.
   */
  static String of(String text) {
    var legal = new StringBuilder(text.length());
    text.codePoints().forEach(c -> legal.appendCodePoint(isLegal(c) ? c : REPLACEMENT));
    return legal.toString();
  }

  private static boolean isLegal(int c) {
    boolean isControl = c < ' ' && c != '\t' && c != '\n' && c != '\r';
    boolean isHalfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !isControl && !isHalfPair && c != 0xFFFE && c != 0xFFFF;
  }
}
