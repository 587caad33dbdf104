package io.refledger.leak;

import java.util.List;

/** The sentence that says which cleaning up a class loader's end lacked. */
final class LoaderAdvice {
  private static final String THREAD = "thread ";

  private LoaderAdvice() {}

  /**
   * What to do.
   *
   * @param path root first, the suspect reference leads to {@code held}
   * @param held the class of the first object on it that the loader brings with it
   */
  static String of(List<PathStep> path, String held) {
    String what = ClassNames.simple(held);
    String root = path.get(0).referrer();
    if (holds(path, "java.sql.DriverManager.")) {
      return call("DriverManager.deregisterDriver", "the " + what);
    }
    if (holds(path, "java.lang.ApplicationShutdownHooks.")) {
      return call("Runtime.removeShutdownHook", "its hook");
    }
    if (holds(path, "java.lang.ThreadLocal$ThreadLocalMap")) {
      return call("ThreadLocal.remove", "the " + what + " of " + root);
    }
    if (holds(path, "java.util.logging.")) {
      return "Take the " + what + " out of its logger before the class loader is closed.";
    }
    if (root.startsWith(THREAD)) {
      return isContextLoader(path)
          ? "Stop "
              + root
              + ", or give it another context class loader, before the class loader is closed."
          : "Stop " + root + " before the class loader is closed.";
    }
    return "Take the " + what + " out of " + place(path) + " before the class loader is closed.";
  }

  private static String call(String method, String with) {
    return "Call " + method + " for " + with + " before the class loader is closed.";
  }

  private static boolean holds(List<PathStep> path, String prefix) {
    return path.stream()
        .anyMatch(
            step -> step.reference().startsWith(prefix) || step.referrer().startsWith(prefix));
  }

  private static boolean isContextLoader(List<PathStep> path) {
    return path.stream()
        .anyMatch(
            step -> step.isSuspect() && step.reference().endsWith("Thread.contextClassLoader"));
  }

  /** The last field on the way to the suspect reference that no class of the JDK declares. */
  private static String place(List<PathStep> path) {
    List<ShownStep> shown = ShownSteps.of(path);
    ShownStep telling = shown.get(0);
    for (ShownStep step : shown) {
      telling = step.isField() && !ClassNames.isJdk(step.reference()) ? step : telling;
      if (step.isSuspect()) {
        break;
      }
    }
    return telling.place();
  }
}
