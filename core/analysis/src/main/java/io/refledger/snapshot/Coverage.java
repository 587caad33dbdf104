package io.refledger.snapshot;

import java.util.List;

/** What was woven, and what was not and why. */
public record Coverage(
    int classesWoven,
    List<Skipped> classesSkipped,
    List<Skipped> methodsSkipped,
    Inlining inlining) {

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
