package io.refledger.agent.transform;

import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The JVM installs a batch as a whole or not at all, and the reason it gives is often null. So a batch
 * that fails is halved until the class at fault stands alone.
 */
/** Finds the classes for which a batch could not be installed, and reports them as skipped. */
final class Bisection extends RedefinitionStrategy.Listener.Adapter {
  private static final Logger LOG = LoggerFactory.getLogger(Bisection.class);

  private final Coverage coverage;

  Bisection(Coverage coverage) {
    this.coverage = coverage;
  }

  @Override
  public Iterable<? extends List<Class<?>>> onError(
      int index, List<Class<?>> batch, Throwable failure, List<Class<?>> all) {
    if (batch.size() > 1) {
      LOG.debug("bisecting a batch of {} classes", batch.size(), failure);
      int half = batch.size() / 2;
      return List.of(batch.subList(0, half), batch.subList(half, batch.size()));
    }
    for (Class<?> fault : batch) {
      boolean isApplication = ClassOrigin.isApplication(fault.getClassLoader(), fault.getModule());
      coverage.skipClass(
          fault.getName(), isApplication, "the JVM refused the woven class", failure);
    }
    return List.of();
  }
}
