package io.refledger.it;

import java.nio.file.Path;

/**
 * The command line of the agent's jar.
 *
 * @param jdk what runs it
 * @param directory where it runs
 */
public record Tool(Jdk jdk, Path directory) {
  /** Runs a command to its end. */
  public ForkedJvm.Result run(String... arguments) {
    return ForkedJvm.on(jdk, directory)
        .with("-jar", Product.agentJar().toString())
        .with(arguments)
        .run();
  }

  /**
   * What a command prints.
   *
   * @throws AssertionError if it fails
   */
  public String ask(String... arguments) {
    ForkedJvm.Result result = run(arguments);
    if (result.status() != 0 || !result.err().isEmpty()) {
      throw new AssertionError(
          String.join(" ", arguments) + ": status " + result.status() + ", " + result.err());
    }
    return result.out();
  }

  /**
   * The one line by which a command refuses.
   *
   * @throws AssertionError if it does not, or says more
   */
  public String refusal(String... arguments) {
    ForkedJvm.Result result = run(arguments);
    boolean isLine = result.err().startsWith("refledger: ") && result.err().lines().count() == 1;
    if (result.status() != 2 || !result.out().isEmpty() || !isLine) {
      throw new AssertionError(String.join(" ", arguments) + ": " + result);
    }
    return result.err().substring("refledger: ".length()).strip();
  }
}
