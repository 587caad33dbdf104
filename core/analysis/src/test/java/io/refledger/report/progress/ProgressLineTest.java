package io.refledger.report.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressLineTest {
  private final Semaphore drawn = new Semaphore(0);
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream terminal =
      new PrintStream(shown, false, StandardCharsets.UTF_8) {
        @Override
        public void flush() {
          super.flush();
          drawn.release();
        }
      };

  @Test
  void line_should_say_what_is_being_done_and_be_taken_back() {
    try (ProgressLine line = new ProgressLine(terminal, task -> new Thread(task).start())) {
      line.begin("reading");
      drawn.acquireUninterruptibly();
      line.begin("writing");
      drawn.acquireUninterruptibly();
    }

    // A third drawing may have come before the end.
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .matches(
            "\nrefledger: reading, \\d+ s\u001b\\[K"
                + "(\rrefledger: writing, \\d+ s\u001b\\[K)+\r\u001b\\[K");
  }

  @Test
  void work_that_is_over_at_once_should_draw_nothing() throws InterruptedException {
    Thread[] drawing = new Thread[1];
    try (ProgressLine line =
        new ProgressLine(
            terminal,
            task -> {
              drawing[0] = new Thread(task);
              drawing[0].start();
            })) {
      line.begin("reading");
    }
    drawing[0].join();

    assertThat(shown.size()).isZero();
  }
}
