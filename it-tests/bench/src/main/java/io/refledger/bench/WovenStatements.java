package io.refledger.bench;

import io.refledger.api.Refs;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What do the statements cost under the agent? Lean weaving; {@code -jvmArgsAppend
 * -Drefledger.locals=exact} for the other, and so on for all options.
 */
@State(Scope.Thread)
public class WovenStatements extends Statements {
  /**
   * Looks whether there is an agent.
   *
   * @throws IllegalStateException if this JVM, as with {@code -f 0}, has none
   */
  @Setup
  public void requireAgent() {
    if (!Refs.isActive()) {
      throw new IllegalStateException("the woven benchmarks need forks: leave -f 0 out");
    }
  }
}
