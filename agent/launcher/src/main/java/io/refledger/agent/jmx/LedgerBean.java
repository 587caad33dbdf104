package io.refledger.agent.jmx;

import io.refledger.agent.command.Operations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** The MBean over the agent's operations. */
public final class LedgerBean implements LedgerMXBean {
  private static final String NAME = "io.refledger:type=Ledger";

  private final Operations operations;

  private LedgerBean(Operations operations) {
    this.operations = operations;
  }

  /**
   * Registers the MBean in the platform's server.
   *
   * @throws JMException if the name is taken
   */
  public static void register(Operations operations) throws JMException {
    ManagementFactory.getPlatformMBeanServer()
        .registerMBean(new LedgerBean(operations), new ObjectName(NAME));
  }

  @Override
  public long getAllocated() {
    return operations.totals().allocated();
  }

  @Override
  public long getFreedByCount() {
    return operations.totals().freedByCount();
  }

  @Override
  public long getFreedByCollector() {
    return operations.totals().freedByCollector();
  }

  @Override
  public long getLive() {
    return operations.totals().live();
  }

  @Override
  public long getUnderflows() {
    return operations.totals().underflows();
  }

  @Override
  public long getRevived() {
    return operations.totals().revived();
  }

  @Override
  public int collect() {
    return operations.collect();
  }

  @Override
  public int freeze() {
    return operations.freeze().frozen();
  }

  @Override
  public String status() {
    return operations.status();
  }

  @Override
  public String report() throws IOException {
    return operations.report(Optional.empty());
  }

  @Override
  public String audit() throws IOException {
    return operations.audit();
  }
}
