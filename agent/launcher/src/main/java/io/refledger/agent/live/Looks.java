package io.refledger.agent.live;

import com.google.gson.Gson;
import io.refledger.report.html.PageData;
import io.refledger.report.source.SourceLines;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Full reports for the page: one is made when it is asked for, and not too often. */
final class Looks {
  /** Looking may take one part in so many of the time. */
  private static final int SHARE = 20;

  /** What who asks is told to wait while somebody else's report is made. */
  private static final long BUSY_MILLIS = 1_000;

  private final LiveLedger ledger;
  private final ReentrantLock turn = new ReentrantLock();

  /** The JVM may have its memory back. Written by the thread that looks. */
  private volatile SoftReference<Look> last = new SoftReference<>(null);

  /** The looks there were, when the last one ended and how long it took. Guarded by turn. */
  private int made;

  private long endedAt;
  private long tookNanos;

  Looks(LiveLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * A report.
   *
   * @param number counts them
   * @param page the data of the page, as JSON
   * @param bornSince what was born since the checkpoint, as JSON, if there is one
   */
  record Look(int number, String page, Optional<String> bornSince) {}

  /**
   * What asking came to: zero if there is a fresh report, else how long to wait for the next.
   * Blocks while a report is made, and not while another thread makes one.
   */
  long look() throws IOException {
    if (!turn.tryLock()) {
      return BUSY_MILLIS;
    }
    try {
      long waitNanos = endedAt + (SHARE - 1) * tookNanos - System.nanoTime();
      if (made > 0 && waitNanos > 0) {
        return TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1;
      }
      make();
      return 0;
    } finally {
      turn.unlock();
    }
  }

  private void make() throws IOException {
    long began = System.nanoTime();
    made++;
    try {
      var page = new StringWriter();
      PageData.write(ledger.report(), SourceLines.under(Path.of("")), page);
      Optional<String> born = ledger.bornSinceCheckpoint().map(each -> new Gson().toJson(each));
      last = new SoftReference<>(new Look(made, page.toString(), born));
    } finally {
      endedAt = System.nanoTime();
      tookNanos = endedAt - began;
    }
  }

  /** The last report that was made, if the JVM still has it. */
  Optional<Look> last() {
    return Optional.ofNullable(last.get());
  }
}
