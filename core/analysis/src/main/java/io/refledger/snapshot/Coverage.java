package io.refledger.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * What was woven, and what was not and why.
 *
 * @param attachment absent when the agent was there from the start
 */
public record Coverage(
    int classesWoven,
    List<Skipped> classesSkipped,
    List<Skipped> methodsSkipped,
    Inlining inlining,
    Optional<Attachment> attachment) {

  /** The coverage of a program that the agent was in from the start. */
  public Coverage(
      int classesWoven,
      List<Skipped> classesSkipped,
      List<Skipped> methodsSkipped,
      Inlining inlining) {
    this(classesWoven, classesSkipped, methodsSkipped, inlining, Optional.empty());
  }

  /**
   * A class or method that runs as it was.
   *
   * @param name a class name, or {@code Class.method(descriptor)}
   * @param isApplication whether the class is neither the JDK's nor the agent's
   */
  public record Skipped(String name, String reason, boolean isApplication) {}

  /** The number of application classes that run unwoven. */
  public long applicationClassesSkipped() {
    return classesSkipped.stream().filter(Skipped::isApplication).count();
  }
}
