package io.refledger.maven;

/** The arguments of a JVM that runs tests, as a build keeps them in a property. */
final class AgentArgument {

  private AgentArgument() {}

  /**
   * The arguments with those for the agent behind them: what other agents add stands before it, as
   * it must.
   *
   * @param before what the property had, such as JaCoCo's; null if nothing
   * @param options of the agent, {@code key=value,...}; may be empty
   */
  static String added(String before, String jar, String options) {
    String argument = "-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options);
    String quoted = argument.indexOf(' ') < 0 ? argument : "\"" + argument + "\"";
    return before == null || before.isBlank() ? quoted : before.strip() + " " + quoted;
  }
}
