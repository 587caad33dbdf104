package io.refledger.agent.jfr;

import io.refledger.agent.command.LedgerFigures;
import io.refledger.snapshot.Totals;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** The ledger's sums since the program began. */
@Name("refledger.Totals")
@Label("Ledger Totals")
@Category("RefLedger")
@Description("The ledger's sums since the program began")
@Period("1 s")
@StackTrace(false)
final class TotalsEvent extends Event {
  @Label("Allocated")
  long allocated;

  @Label("Freed by Count")
  long freedByCount;

  @Label("Freed by Collector")
  long freedByCollector;

  @Label("Live")
  long live;

  @Label("Live Size")
  @DataAmount
  long liveSize;

  @Label("Immortal")
  long immortal;

  @Label("Foreign")
  @Description("Objects that code which is not woven holds or made")
  long foreign;

  @Label("Weak Revivals")
  @Description("Dead objects met again through a weak reference")
  long revivedWeak;

  @Label("Other Revivals")
  @Description("Dead objects met again otherwise: errors of the ledger")
  long revived;

  @Label("Underflows")
  @Description("Releases of a count that was zero: errors of the ledger")
  long underflows;

  @Label("Stores")
  @Description("Stores of references into fields and elements")
  long stores;

  @Label("Ledger Size")
  @Description("What the ledger uses, most of it outside the Java heap")
  @DataAmount
  long ledgerSize;

  @Label("Arenas")
  @Description("Arenas of the simulated pools")
  int arenas;

  @Label("Pool Blocks in Use")
  @DataAmount
  long poolInUse;

  @Label("Pool Blocks Available")
  @DataAmount
  long poolAvailable;

  static TotalsEvent of(LedgerFigures figures) {
    Totals totals = figures.totals();
    var event = new TotalsEvent();
    event.allocated = totals.allocated();
    event.freedByCount = totals.freedByCount();
    event.freedByCollector = totals.freedByCollector();
    event.live = totals.live();
    event.liveSize = totals.liveBytes();
    event.immortal = totals.immortal();
    event.foreign = totals.foreign();
    event.revivedWeak = totals.revivedWeak();
    event.revived = totals.revived();
    event.underflows = totals.underflows();
    event.stores = totals.stores();
    event.ledgerSize = figures.usedBytes();
    figures
        .pool()
        .ifPresent(
            pool -> {
              event.arenas = pool.arenasCurrent();
              event.poolInUse = pool.bytesInUse();
              event.poolAvailable = pool.bytesAvailable();
            });
    return event;
  }
}
