package io.refledger.agent.option;

/** A wrong option; the message is one line: option, what is allowed, remedy. */
public final class OptionException extends Exception {
  private static final long serialVersionUID = 1L;

  OptionException(String message) {
    super(message);
  }

  /** The message for a value that the key does not allow. */
  static OptionException badValue(String key, String value, String allowed) {
    return new OptionException(
        key + "=" + value + ": allowed is " + allowed + "; correct the value or leave the key out");
  }
}
