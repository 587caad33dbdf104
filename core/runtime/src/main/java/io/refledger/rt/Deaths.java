package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

import jdk.internal.vm.annotation.DontInline;

/** What follows a death: reference books, and who listens. */
public final class Deaths implements DeathListener {
  /** Copied on write. */
  private static volatile DeathListener[] listeners = {};

  Deaths() {}

  /** The birth clock as {@code c} sees it: late by what other threads are doing. */
  public static int clock(Context c) {
    return c.birthClock;
  }

  /** Tells {@code listener} of every death from now on, after those that came before it. */
  public static synchronized void addListener(DeathListener listener) {
    DeathListener[] more = new DeathListener[listeners.length + 1];
    System.arraycopy(listeners, 0, more, 0, listeners.length);
    more[listeners.length] = listener;
    listeners = more;
  }

  @Override
  public void died(int slot, int deathContext, boolean byCollector) {
    ReferenceBooks.died(slot);
    for (DeathListener listener : listeners) listener.died(slot, deathContext, byCollector);
  }

  /** An object whose unit was just released is shown to the observer if that killed it. */
  @DontInline
  public static void observe(Object o, int slot, int context) {
    DeathObserver observer = Installation.deathObserver();
    if (observer != null && !LEDGER.isLive(slot)) observer.dying(o, slot, context);
  }
}
