package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;

import jdk.internal.vm.annotation.DontInline;

/** What follows a death: reference books, and who listens. */
public final class Deaths implements DeathListener {
  private static volatile DeathListener listener;

  Deaths() {}

  /** The birth clock as {@code c} sees it: late by what other threads are doing. */
  public static int clock(Context c) {
    return c.birthClock;
  }

  /** Sets the one listener beside the reference books; null for none. */
  public static void listener(DeathListener next) {
    listener = next;
  }

  @Override
  public void died(int slot, int deathContext, boolean byCollector) {
    ReferenceBooks.died(slot);
    DeathListener listener = Deaths.listener;
    if (listener != null) listener.died(slot, deathContext, byCollector);
  }

  /** An object whose unit was just released is shown to the observer if that killed it. */
  @DontInline
  public static void observe(Object o, int slot, int context) {
    DeathObserver observer = Installation.deathObserver();
    if (observer != null && !LEDGER.isLive(slot)) observer.dying(o, slot, context);
  }
}
