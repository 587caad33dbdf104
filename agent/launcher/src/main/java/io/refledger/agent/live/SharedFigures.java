package io.refledger.agent.live;

import io.refledger.report.top.TopFigures;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/*
 * nobody watches   series and latest are null
 * somebody does    series counts from when the first one came; latest is null until it is asked for
 */
/** The figures of now, counted once for all who watch. */
final class SharedFigures {
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Counting may take one part in so many of the time, but for the first time of a watch. */
  private static final int SHARE = 20;

  private final LiveLedger ledger;
  private final LongSupplier clock;

  /** All guarded by this. */
  private int watchers;

  private Supplier<TopFigures> series;
  private String latest;
  private long madeAt;
  private long tookNanos;

  /** Figures by a clock that counts nanoseconds. */
  SharedFigures(LiveLedger ledger, LongSupplier clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** One more watches, unless there are so many already. */
  synchronized boolean join(int most) {
    if (watchers == most) {
      return false;
    }
    if (watchers++ == 0) {
      series = ledger.watch();
    }
    return true;
  }

  /** One who has joined watches no longer. */
  synchronized void leave() {
    if (--watchers == 0) {
      series = null;
      latest = null;
    }
  }

  /** The figures as JSON, a second old or as much as their share asks for. Contract: joined. */
  synchronized String latest() {
    long now = clock.getAsLong();
    if (latest == null || now - madeAt >= Math.max(LEAST_NANOS, SHARE * tookNanos)) {
      boolean isFirst = latest == null;
      latest = series.get().toJson();
      madeAt = now;
      tookNanos = isFirst ? 0 : clock.getAsLong() - now;
    }
    return latest;
  }
}
