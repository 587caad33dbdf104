package io.refledger.agent;

import io.refledger.agent.command.FindingListener;
import io.refledger.leak.Finding;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told of the findings of each report. */
final class FindingListeners implements FindingListener {
  private static final Logger LOG = LoggerFactory.getLogger(FindingListeners.class);

  private final List<FindingListener> all = new CopyOnWriteArrayList<>();

  /** Tells another one from now on. */
  void add(FindingListener listener) {
    all.add(listener);
  }

  @Override
  public void found(List<Finding> findings) {
    for (FindingListener listener : all) {
      try {
        listener.found(findings);
      } catch (RuntimeException | LinkageError e) {
        // The report comes first.
        LOG.warn("findings could not be passed on: {}", e.toString());
      }
    }
  }
}
