package io.refledger.agent;

/** The command line of the agent's jar. Lies in the application's loader, as {@link PreMain}. */
public final class Main {
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /** Runs a command; until there is one, tells how the agent is started. */
  public static void main(String[] arguments) {
    System.err.println("usage: java -javaagent:refledger-agent.jar[=key=value,...] ...");
    System.exit(WRONG_USAGE);
  }
}
