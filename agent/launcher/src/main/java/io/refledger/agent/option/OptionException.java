package io.refledger.agent.option;

/** A wrong option; the message is one line: option, what is allowed, remedy. */
public final class OptionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Values may be of any length; a line that nobody can read helps nobody. */
  private static final int MOST_CHARS = 2000;

  OptionException(String message) {
    super(shortened(message));
  }

  /** What is wrong stands at the beginning, and what helps at the end. */
  private static String shortened(String message) {
    int part = MOST_CHARS / 2;
    return message.length() <= MOST_CHARS
        ? message
        : message.substring(0, part) + " ... " + message.substring(message.length() - part);
  }

  /** The message for a value that the key does not allow. */
  static OptionException badValue(String key, String value, String allowed) {
    return new OptionException(
        key + "=" + value + ": allowed is " + allowed + "; correct the value or leave the key out");
  }
}
