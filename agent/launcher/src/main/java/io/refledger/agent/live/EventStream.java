package io.refledger.agent.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Events to one page, as the HTML standard has them (server-sent events), until it goes. */
final class EventStream {
  private static final long POLL_MILLIS = 250;

  private final SharedFigures figures;
  private final Looks looks;
  private final OutputStream out;

  /** What was sent last. */
  private String sentFigures;

  private int sentLook;

  EventStream(SharedFigures figures, Looks looks, OutputStream out) {
    this.figures = figures;
    this.looks = looks;
    this.out = out;
  }

  /**
   * Sends what is new again and again. Blocks until the connection ends.
   *
   * @throws IOException when it does
   */
  void run() throws IOException, InterruptedException {
    HttpAnswer.events().writeTo(out);
    while (true) {
      String now = figures.latest();
      if (!now.equals(sentFigures)) {
        send("figures", now);
        sentFigures = now;
      }
      Optional<Looks.Look> look = looks.last();
      if (look.isPresent() && look.get().number() != sentLook) {
        sentLook = look.get().number();
        send(look.get());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void send(Looks.Look look) throws IOException {
    send("report", look.page());
    if (look.bornSince().isPresent()) {
      send("growth", look.bornSince().get());
    }
  }

  private void send(String event, String data) throws IOException {
    String text = "event: " + event + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n";
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
