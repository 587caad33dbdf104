package io.refledger.agent;

import io.refledger.agent.jfr.LedgerLog;
import io.refledger.rt.DroppedResources;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.spi.UnclosedDeathVisitor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens in the runtime, kept by hooks and read by a thread of the agent's. */
final class RuntimeLog implements LedgerLog {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeLog.class);

  private final RuntimeLink runtime;
  private final DroppedResources resources;
  private final CollectionRing ring = new CollectionRing();

  private RuntimeLog(RuntimeLink runtime) {
    this.runtime = runtime;
    resources = runtime.ledger().droppedResources();
  }

  /** A log that begins now. */
  static RuntimeLog begin(RuntimeLink runtime) {
    var log = new RuntimeLog(runtime);
    log.resources.keep();
    runtime.ledger().detector().addListener(log.ring);
    return log;
  }

  @Override
  public List<Collection> collections() {
    return ring.drain();
  }

  @Override
  public List<Drop> drops() {
    List<Drop> drops = new ArrayList<>();
    resources.drainTo(
        new UnclosedDeathVisitor() {
          @Override
          public void died(
              long epochMillis,
              long threadId,
              int[] typeIds,
              int[] allocationContexts,
              boolean[] areOpen,
              String closer,
              int dropContext) {
            drops.add(
                new Drop(
                    epochMillis,
                    runtime.classNameOfType(typeIds[0]),
                    runtime.classNameOfType(typeIds[typeIds.length - 1]),
                    closer == null ? "" : closer,
                    place(allocationContexts[0]),
                    place(dropContext),
                    threadId));
          }

          @Override
          public void missed(long count) {
            LOG.warn("jfr=on: {} resources dropped without an event, there were too many", count);
          }
        });
    return drops;
  }

  /** The application's line, if the context has one. */
  private Place place(int context) {
    var shown = new ShownContext();
    resources.showContext(context, shown);
    if (shown.caller != 0) {
      resources.showContext(shown.caller, shown);
    }
    return shown.place;
  }

  /** The latest context that was shown. */
  private static final class ShownContext implements SnapshotVisitor {
    private Place place = Place.UNKNOWN;
    private int caller;

    @Override
    public void context(
        int contextId,
        String className,
        String method,
        String file,
        int line,
        boolean application,
        int calledFrom) {
      place = new Place(className, method, line);
      caller = application ? 0 : calledFrom;
    }
  }
}
