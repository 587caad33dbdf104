package io.refledger.api;

/**
 * Checks of arguments. Not {@code Objects.requireNonNull}: that is woven, and would hand the object
 * back with a pin that nobody here takes.
 */
final class Arguments {
  private Arguments() {}

  /**
   * The value itself.
   *
   * @throws NullPointerException naming the argument if it is null
   */
  static <T> T notNull(T value, String name) {
    if (value == null) {
      throw new NullPointerException(name);
    }
    return value;
  }
}
