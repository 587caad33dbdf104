package io.refledger.agent.audit;

import io.refledger.rt.Hooks;
import io.refledger.rt.Ledger;
import java.util.concurrent.Executor;

/*
 * A thread that waits may hold a lock of the JDK's that the dump needs. So another thread lets all go
 * after a while; what was compared then is worth nothing.
 */
/** A time during which the program's threads wait at their stores. By one thread. */
final class MutatorStop implements AutoCloseable {
  private static final long LONGEST_MILLIS = 60_000;

  private final Ledger ledger;
  private boolean isOver;
  private boolean isBroken;

  private MutatorStop(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Stops them.
   *
   * @param threads runs the watch over the stop in a thread of its own, with births off
   * @throws IllegalStateException if a collection does not end
   */
  static MutatorStop begin(Ledger ledger, Executor threads) {
    var stop = new MutatorStop(ledger);
    threads.execute(stop::watch);
    if (!ledger.detector().stopMutators(Hooks.context())) {
      stop.end();
      throw new IllegalStateException("a collection of the ledger does not end");
    }
    return stop;
  }

  private synchronized void watch() {
    long deadline = System.nanoTime() + LONGEST_MILLIS * 1_000_000;
    try {
      while (!isOver && !isBroken) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left > 0) {
          wait(left);
        } else {
          isBroken = true;
          ledger.detector().letMutatorsGo();
        }
      }
    } catch (InterruptedException e) {
      // Nobody watches any more.
    }
  }

  private synchronized void end() {
    isOver = true;
    notifyAll();
  }

  /** Whether they had to go on before the end. */
  synchronized boolean isBroken() {
    return isBroken;
  }

  @Override
  public void close() {
    ledger.detector().resumeMutators();
    end();
  }
}
