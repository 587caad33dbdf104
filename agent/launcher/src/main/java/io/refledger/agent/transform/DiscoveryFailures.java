package io.refledger.agent.transform;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.utility.JavaModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the classes that Byte Buddy could not hand to the JVM. */
final class DiscoveryFailures extends AgentBuilder.Listener.Adapter {
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryFailures.class);

  private final Coverage coverage;

  DiscoveryFailures(Coverage coverage) {
    this.coverage = coverage;
  }

  @Override
  public void onError(
      String className, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
    coverage.skipClass(
        new Coverage.Skipped(
            className, "not retransformed: " + failure, ClassOrigin.isApplication(loader, null)));
    LOG.warn("{} runs unwoven", className, failure);
  }
}
