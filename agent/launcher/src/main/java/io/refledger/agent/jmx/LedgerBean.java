package io.refledger.agent.jmx;

import io.refledger.agent.command.LedgerFigures;
import io.refledger.agent.command.Operations;
import io.refledger.report.progress.Phases;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.Totals;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MBean over the agent's operations. */
public final class LedgerBean implements LedgerMXBean {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerBean.class);
  private static final String NAME = "io.refledger:type=Ledger";

  private final Operations operations;

  /** Taken once: what its class makes when it is first used is not the program's. */
  private final Phases unheard = Phases.NONE;

  private LedgerBean(Operations operations) {
    this.operations = operations;
  }

  /**
   * Registers the MBean in the platform's server; a line in the log if the name is taken.
   *
   * @param threads in which listeners are called
   */
  public static void register(Operations operations, Executor threads) {
    try {
      registerIn(ManagementFactory.getPlatformMBeanServer(), operations, threads);
    } catch (JMException e) {
      LOG.warn("jmx=on: no MBean: {}", e.toString());
    }
  }

  private static void registerIn(MBeanServer server, Operations operations, Executor threads)
      throws JMException {
    var name = new ObjectName(NAME);
    var notifications = new FindingNotifications(name, threads);
    server.registerMBean(
        new DescribedBean(new LedgerBean(operations), notifications.broadcaster()), name);
    operations.onFindings(notifications);
  }

  /** Takes the MBean away again, if it is there; one line if that cannot be. */
  public static void unregister() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      var name = new ObjectName(NAME);
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException e) {
      LOG.warn("the MBean stays: {}", e.toString());
    }
  }

  private Totals totals() {
    return operations.figures().totals();
  }

  @Override
  public long getAllocated() {
    return totals().allocated();
  }

  @Override
  public long getFreedByCount() {
    return totals().freedByCount();
  }

  @Override
  public long getFreedByCollector() {
    return totals().freedByCollector();
  }

  @Override
  public long getLive() {
    return totals().live();
  }

  @Override
  public long getLiveBytes() {
    return totals().liveBytes();
  }

  @Override
  public long getImmortal() {
    return totals().immortal();
  }

  @Override
  public long getForeign() {
    return totals().foreign();
  }

  @Override
  public int getFrozen() {
    return operations.frozen();
  }

  @Override
  public long getStores() {
    return totals().stores();
  }

  @Override
  public long getRevivedWeak() {
    return totals().revivedWeak();
  }

  @Override
  public long getRevived() {
    return totals().revived();
  }

  @Override
  public long getUnderflows() {
    return totals().underflows();
  }

  @Override
  public long getLedgerBytes() {
    return operations.figures().usedBytes();
  }

  @Override
  public long getMaxLedgerBytes() {
    return operations.figures().mostBytes();
  }

  @Override
  public GenerationMXData[] getGenerations() {
    List<GenerationStats> stats = operations.figures().generations();
    var generations = new GenerationMXData[stats.size()];
    for (int i = 0; i < generations.length; i++) {
      generations[i] = new GenerationData(i, stats.get(i));
    }
    return generations;
  }

  @Override
  public PoolMXData getPool() {
    LedgerFigures figures = operations.figures();
    return figures.pool().map(PoolData::new).orElse(null);
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
    return operations.status(unheard);
  }

  @Override
  public String report() throws IOException {
    return operations.report(Optional.empty(), unheard);
  }

  @Override
  public String report(String directory) throws IOException {
    return operations.report(Optional.of(Path.of(directory)), unheard);
  }

  @Override
  public String audit() throws IOException {
    return operations.audit(unheard);
  }

  @Override
  public void dump(String file) throws IOException {
    operations.dump(Path.of(file));
  }

  /** One generation. */
  private record GenerationData(int generation, GenerationStats stats) implements GenerationMXData {
    @Override
    public int getGeneration() {
      return generation;
    }

    @Override
    public long getCollections() {
      return stats.collections();
    }

    @Override
    public long getCollected() {
      return stats.collected();
    }
  }
}
