package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;

/** The sentence that says what to do about growth. */
final class GrowthAdvice {

  private static final String LOCAL = "local ";

  private GrowthAdvice() {}

  static String of(String className, List<PathStep> path, Optional<Frame> storedAt) {
    String what = ClassNames.simple(ClassNames.readable(className)) + where(storedAt);
    String holder = holder(path);
    return holder.isEmpty()
        ? "Let go of the " + what + " when it is no longer needed."
        : "Take the "
            + what
            + " out of "
            + holder
            + " when it is no longer needed, or bound what that may hold.";
  }

  /**
   * What to do about resources that pile up open.
   *
   * @param closer the method that closes them
   */
  static String ofResource(
      String className, String closer, List<PathStep> path, Optional<Frame> storedAt) {
    String what = ClassNames.simple(ClassNames.readable(className)) + where(storedAt);
    String holder = holder(path);
    return "Call "
        + closer
        + "() on the "
        + what
        + " when it is no longer needed"
        + (holder.isEmpty() ? "." : ", and take it out of " + holder + ".");
  }

  private static String where(Optional<Frame> storedAt) {
    return storedAt
        .map(frame -> frame.nearestApplicationFrame().orElse(frame))
        .map(frame -> " that " + frame + " stores")
        .orElse("");
  }

  /** The field that the suspect reference hangs on. */
  private static String holder(List<PathStep> path) {
    String holder = "";
    for (PathStep step : path) {
      if (step.reference().startsWith(LOCAL)) {
        holder = step.reference().substring(LOCAL.length());
      }
      boolean isField = step.reference().indexOf('.') > 0 && !step.reference().startsWith(LOCAL);
      boolean isOfCollection = step.reference().startsWith("java.util.");
      if (isField && (!isOfCollection || holder.isEmpty())) {
        holder = ClassNames.simple(withoutField(step.reference())) + fieldOf(step.reference());
      }
      if (step.isSuspect()) {
        break;
      }
    }
    return holder;
  }

  private static String withoutField(String reference) {
    return reference.substring(0, reference.lastIndexOf('.'));
  }

  private static String fieldOf(String reference) {
    return reference.substring(reference.lastIndexOf('.'));
  }
}
