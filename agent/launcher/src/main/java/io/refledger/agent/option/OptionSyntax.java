package io.refledger.agent.option;

/** What values an option may have, and what they mean. */
abstract class OptionSyntax<T> {
  /** The allowed values in words, to follow "allowed is". */
  final String allowed;

  OptionSyntax(String allowed) {
    this.allowed = allowed;
  }

  /**
   * The meaning of a value.
   *
   * @throws IllegalArgumentException if the value is not allowed; its message is not shown
   */
  abstract T parse(String value);

  /** Fails when {@code isAllowed} is false. */
  static void require(boolean isAllowed) {
    if (!isAllowed) {
      throw new IllegalArgumentException();
    }
  }
}
