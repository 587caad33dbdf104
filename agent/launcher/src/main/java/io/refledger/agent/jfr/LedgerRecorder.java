package io.refledger.agent.jfr;

import io.refledger.agent.command.LedgerFigures;
import io.refledger.agent.command.Operations;
import io.refledger.snapshot.PoolStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/*
 * Nothing is written by the program's threads: an event is code of the JDK's, which is woven and may
 * not run inside a hook. Hooks leave numbers behind, and this class's thread looks twice a second
 * for what is new; when a chunk ends, the JDK asks for the rest. The JDK asks for totals, pools and
 * findings in threads of its own, or in the one that ends a recording.
 */
/** Emits the events {@code refledger.*}. */
public final class LedgerRecorder implements Runnable {
  private static final int POLL_MILLIS = 500;

  private final Operations operations;
  private final LedgerLog log;
  private final FindingEvents findings;

  /** What the JDK calls. Written by the thread that starts the agent. */
  private final List<Runnable> periodic = new ArrayList<>();

  private LedgerRecorder(Operations operations, LedgerLog log, Executor threads) {
    this.operations = operations;
    this.log = log;
    findings = new FindingEvents(operations, threads);
  }

  /** Whether this JVM, which has the module, has a flight recorder as well. */
  public static boolean isAvailable() {
    return FlightRecorder.isAvailable();
  }

  /**
   * A recorder whose events are known to the JVM.
   *
   * @param threads runs a task in a thread of its own, with births off
   */
  public static LedgerRecorder register(Operations operations, LedgerLog log, Executor threads) {
    var recorder = new LedgerRecorder(operations, log, threads);
    recorder.register();
    return recorder;
  }

  private void register() {
    operations.onFindings(findings::found);
    ask(TotalsEvent.class, this::tellTotals);
    ask(PoolEvent.class, this::tellPools);
    ask(CollectionEvent.class, this::chunkEnds);
    ask(ResourceDroppedEvent.class, this::tellDrops);
    ask(FindingEvent.class, findings);
  }

  private void ask(Class<? extends Event> event, Runnable task) {
    Runnable asked = withBirthsOff(task);
    periodic.add(asked);
    FlightRecorder.addPeriodicEvent(event, asked);
  }

  /** What is new is told for the last time; from now on the JDK asks for no event. */
  public void close() {
    tellCollections();
    tellDrops();
    periodic.forEach(FlightRecorder::removePeriodicEvent);
  }

  private Runnable withBirthsOff(Runnable task) {
    return () -> {
      long state = operations.enter();
      try {
        task.run();
      } finally {
        operations.leave(state);
      }
    };
  }

  private void chunkEnds() {
    tellCollections();
    tellTotals();
    tellPools();
  }

  private void tellTotals() {
    TotalsEvent.of(operations.figures()).commit();
  }

  private void tellPools() {
    LedgerFigures figures = operations.figures();
    if (figures.pool().isPresent()) {
      PoolStats pool = figures.pool().get();
      pool.classes().forEach(sizeClass -> PoolEvent.of(pool.config(), sizeClass).commit());
    }
  }

  private synchronized void tellCollections() {
    log.collections().forEach(collection -> CollectionEvent.of(collection).commit());
  }

  private synchronized void tellDrops() {
    log.drops().forEach(drop -> ResourceDroppedEvent.of(drop).commit());
  }

  /** Tells again and again what is new, until the JVM ends. For a thread with births off. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(POLL_MILLIS);
        tellCollections();
        tellDrops();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
