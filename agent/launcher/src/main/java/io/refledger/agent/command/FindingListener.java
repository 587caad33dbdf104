package io.refledger.agent.command;

import io.refledger.leak.Finding;
import java.util.List;

/** Is told what each report found, in the thread that makes it, with births off. */
public interface FindingListener {
  /** A report was made; these are all its findings. Must not throw. */
  void found(List<Finding> findings);
}
