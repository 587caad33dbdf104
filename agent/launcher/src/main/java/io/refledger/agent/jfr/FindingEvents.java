package io.refledger.agent.jfr;

import io.refledger.agent.command.Operations;
import io.refledger.leak.Finding;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/*
 * The recording that a JVM dumps at its end is written before the agent's last report, and so must
 * have the findings earlier: at the end of its last chunk. The JDK then calls from whatever thread
 * ends the chunk, which may be the program's. The search runs in a thread of the agent's, and the
 * caller waits for half a minute at most.
 */
/** The findings of each report, and those as of the end of each chunk of a recording. */
final class FindingEvents implements Runnable {
  private static final int MOST_SECONDS = 30;

  /** A search may take one part in so many of the time. */
  private static final int SHARE = 20;

  private final Operations operations;
  private final Executor threads;
  private final AtomicBoolean isSearching = new AtomicBoolean();

  /** Written by reports, in any thread. */
  private volatile List<Finding> latest = List.of();

  private volatile boolean areTold;

  /** When the last search for this class ended and how long it took. Guarded by isSearching. */
  private long endedNanos;

  private long tookNanos;

  FindingEvents(Operations operations, Executor threads) {
    this.operations = operations;
    this.threads = threads;
  }

  /** A report was made. */
  void found(List<Finding> findings) {
    latest = findings;
    tell();
  }

  private void tell() {
    for (Finding finding : latest) {
      FindingEvent.of(finding).commit();
    }
    areTold = true;
  }

  /** A chunk is about to end. May wait, for half a minute at most. */
  @Override
  public void run() {
    if (!isSearching.compareAndSet(false, true)) {
      return;
    }
    if (isTooEarly()) {
      if (!areTold) {
        tell();
      }
      areTold = false;
      isSearching.set(false);
      return;
    }
    var isDone = new CountDownLatch(1);
    threads.execute(
        () -> {
          try {
            search();
          } finally {
            isSearching.set(false);
            isDone.countDown();
          }
        });
    await(isDone);
  }

  private boolean isTooEarly() {
    return endedNanos != 0 && System.nanoTime() - endedNanos < SHARE * tookNanos;
  }

  private void search() {
    long start = System.nanoTime();
    operations.findings();
    endedNanos = System.nanoTime();
    tookNanos = endedNanos - start;
    areTold = false;
  }

  private static void await(CountDownLatch isDone) {
    try {
      if (!isDone.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        return; // What it finds comes in the next chunk.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
