package io.refledger.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The fault: a listener that is added for each request and never removed.
 *
 * <p>Expected: one {@code GROWTH} of {@code Listener$PriceAlert}, held by the list in {@code
 * Listener$Ticker.alerts}, stored in {@code Ticker.add}.
 */
public final class Listener {
  private static final int REQUESTS = 600;

  private Listener() {}

  /** Serves the requests; with the argument {@code fixed} each removes its listener. */
  public static void main(String[] arguments) {
    boolean isFixed = List.of(arguments).contains("fixed");
    Ticker ticker = new Ticker();
    long alerted = 0;
    for (int request = 0; request < REQUESTS; request++) {
      alerted += serve(ticker, request, isFixed);
    }
    System.out.println("served " + REQUESTS + " requests, " + alerted + " alerts");
    System.out.println("listeners still registered: " + ticker.size());
  }

  private static long serve(Ticker ticker, int request, boolean isFixed) {
    PriceAlert alert = new PriceAlert(request % 10);
    ticker.add(alert);
    ticker.publish(request % 10);
    if (isFixed) {
      ticker.remove(alert);
    }
    return alert.alerts;
  }

  /** The source of events, which outlives every request. */
  private static final class Ticker {
    private final List<PriceAlert> alerts = new ArrayList<>();

    void add(PriceAlert alert) {
      alerts.add(alert);
    }

    void remove(PriceAlert alert) {
      alerts.remove(alert);
    }

    void publish(int price) {
      for (PriceAlert alert : alerts) {
        alert.priceChanged(price);
      }
    }

    int size() {
      return alerts.size();
    }
  }

  /** A listener of one request. */
  private static final class PriceAlert {
    private final int limit;
    private long alerts;

    PriceAlert(int limit) {
      this.limit = limit;
    }

    void priceChanged(int price) {
      if (price >= limit) {
        alerts++;
      }
    }
  }
}
