package io.refledger.agent.transform;

/** Tells the application's classes from the JDK's. */
final class ClassOrigin {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private ClassOrigin() {}

  /** Whether a class is not the JDK's; {@code module} may be null when it is not known. */
  static boolean isApplication(ClassLoader loader, Module module) {
    if (loader == null || loader == PLATFORM) {
      return false;
    }
    // The application's loader also defines JDK modules, such as the compiler.
    return module == null || !module.isNamed() || !isOfJdk(module.getName());
  }

  private static boolean isOfJdk(String module) {
    return module.startsWith("java.") || module.startsWith("jdk.");
  }
}
