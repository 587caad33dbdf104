package io.refledger.weave;

import java.util.List;

/**
 * A woven class.
 *
 * @param bytes the class file to load, null when nothing in it had to change
 * @param shape its reference fields
 * @param skipped methods whose locals could not be woven, each with the reason
 * @param outgrown methods that are too large to be inlined now, and were not before
 */
@SuppressWarnings("ArrayRecordComponent") // a class file is an array; it is handed on, never kept
public record WeaveResult(
    byte[] bytes, ClassShape shape, List<SkippedMethod> skipped, List<OutgrownMethod> outgrown) {

  /**
   * A method left without its locals.
   *
   * @param name {@code Class.method(descriptor)}
   * @param reason why, in words for the report
   */
  public record SkippedMethod(String name, String reason) {}

  /**
   * A method that weaving pushed over the limit of what is inlined.
   *
   * @param name {@code Class.method(descriptor)}
   * @param plainBytes its bytecode as it was received
   * @param wovenBytes its bytecode now
   */
  public record OutgrownMethod(String name, int plainBytes, int wovenBytes) {}
}
