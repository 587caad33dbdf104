package io.refledger.agent.live;

import com.google.gson.Gson;
import io.refledger.agent.command.Operations;
import io.refledger.agent.command.ProgramName;
import io.refledger.report.html.LiveFrame;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What is answered to each request. For any thread with births off. */
final class LiveAnswers {
  private static final int MOST_WATCHERS = 12;

  /** No lambda: the program has not begun when this is made. */
  private static final LongSupplier CLOCK =
      new LongSupplier() {
        @Override
        public long getAsLong() {
          return System.nanoTime();
        }
      };

  private final Access access;
  private final LiveLedger ledger;
  private final SharedFigures figures;
  private final Looks looks;

  LiveAnswers(Access access, LiveLedger ledger) {
    this.access = access;
    this.ledger = ledger;
    this.figures = new SharedFigures(ledger, CLOCK);
    this.looks = new Looks(ledger);
  }

  /** Read this first. Answers one request; blocks while a page is fed. */
  void answer(HttpRequest request, OutputStream out) throws IOException, InterruptedException {
    Optional<HttpAnswer> refusal = access.refusal(request);
    if (refusal.isPresent()) {
      refusal.get().writeTo(out);
      return;
    }
    String what = access.what(request);
    switch (what) {
      case "" -> get(request, out, this::page);
      case "events" -> get(request, out, this::feed);
      case "look", "collect", "freeze", "checkpoint" -> post(request, out, what);
      default -> HttpAnswer.refusal(HttpAnswer.NOT_FOUND, "nothing is here").writeTo(out);
    }
  }

  /** Writes an answer. */
  private interface Writing {
    void to(OutputStream out) throws IOException, InterruptedException;
  }

  private static void get(HttpRequest request, OutputStream out, Writing answer)
      throws IOException, InterruptedException {
    if (request.method().equals("GET")) {
      answer.to(out);
    } else {
      HttpAnswer.refusal(HttpAnswer.NOT_ALLOWED, "GET only", "Allow: GET").writeTo(out);
    }
  }

  private void page(OutputStream out) throws IOException {
    LiveFrame frame = LiveFrame.of(ProgramName.get());
    HttpAnswer.page(frame.html(), frame.policy()).writeTo(out);
  }

  private void feed(OutputStream out) throws IOException, InterruptedException {
    if (!figures.join(MOST_WATCHERS)) {
      HttpAnswer.refusal(HttpAnswer.TOO_MANY, MOST_WATCHERS + " pages are fed").writeTo(out);
      return;
    }
    try {
      new EventStream(figures, looks, out).run();
    } finally {
      figures.leave();
    }
  }

  private void post(HttpRequest request, OutputStream out, String action) throws IOException {
    if (request.method().equals("POST")) {
      HttpAnswer.json(new Gson().toJson(act(action))).writeTo(out);
    } else {
      HttpAnswer.refusal(HttpAnswer.NOT_ALLOWED, "POST only", "Allow: POST").writeTo(out);
    }
  }

  private Map<String, Object> act(String action) throws IOException {
    Map<String, Object> done = new TreeMap<>();
    switch (action) {
      case "collect" -> done.put("collected", ledger.collect());
      case "checkpoint" -> done.put("live", ledger.checkpoint());
      case "freeze" -> {
        Operations.Frozen frozen = ledger.freeze();
        done.put("collected", frozen.collected());
        done.put("frozen", frozen.frozen());
      }
      default -> {
        long waitMillis = looks.look();
        done.put("looked", waitMillis == 0);
        done.put("waitMillis", waitMillis);
      }
    }
    return done;
  }
}
