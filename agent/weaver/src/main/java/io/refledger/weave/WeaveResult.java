package io.refledger.weave;

import java.util.List;

/**
 * A woven class.
 *
 * @param bytes the class file to load, null when nothing in it had to change
 * @param shape its reference fields
 * @param skipped methods whose locals could not be woven, each with the reason
 */
@SuppressWarnings("ArrayRecordComponent") // a class file is an array; it is handed on, never kept
public record WeaveResult(byte[] bytes, ClassShape shape, List<SkippedMethod> skipped) {

  /**
   * A method left without its locals.
   *
   * @param name {@code Class.method(descriptor)}
   * @param reason why, in words for the report
   */
  public record SkippedMethod(String name, String reason) {}
}
