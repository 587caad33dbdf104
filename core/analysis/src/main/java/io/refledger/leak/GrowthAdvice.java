package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.List;
import java.util.Optional;

/** The sentence that says what to do about growth. */
final class GrowthAdvice {

  private static final String UTIL = "java.util.";

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

  /**
   * The field or local variable that the suspect reference hangs on; a collection if there is none.
   */
  private static String holder(List<PathStep> path) {
    String holder = "";
    for (ShownStep step : ShownSteps.of(path)) {
      boolean isTelling = step.isLocal() || (step.isField() && !step.reference().startsWith(UTIL));
      if (isTelling || holder.isEmpty()) {
        holder = step.place();
      }
      if (step.isSuspect()) {
        break;
      }
    }
    return holder;
  }
}
