package io.refledger.agent.command;

/**
 * What the JVM runs: a class, a module's class, or a jar, without the arguments behind it. Those
 * may be passwords, and a report goes to more people than the list of processes.
 */
public final class ProgramName {
  private ProgramName() {}

  /** The name of this JVM's program; empty if it does not say. */
  public static String get() {
    return of(
        System.getProperty("sun.java.command", ""), System.getProperty("java.class.path", ""));
  }

  /** A jar is the whole class path, and its name may have spaces. */
  static String of(String command, String classPath) {
    if (!classPath.isEmpty() && (command + " ").startsWith(classPath + " ")) {
      return classPath;
    }
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }
}
