package io.refledger.agent.transform;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.utility.JavaModule;

/** Reports the classes that Byte Buddy could not hand to the JVM. */
final class DiscoveryFailures extends AgentBuilder.Listener.Adapter {
  private final Coverage coverage;

  DiscoveryFailures(Coverage coverage) {
    this.coverage = coverage;
  }

  @Override
  public void onError(
      String className, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
    coverage.skipClass(
        className, ClassOrigin.isApplication(loader, null), "not retransformed", failure);
  }
}
