package io.refledger.agent;

import io.refledger.report.top.TopFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * To attach for each figure would load the agent each time, for which the JVM never gives the memory
 * back and prints a warning. So one command starts this thread, which ends when its reader has. A
 * file appears whole: it is written aside and renamed.
 */
/**
 * Writes figures for {@code top} again and again.
 *
 * @param directory the reader's, who removes it at its end
 * @param reader its process
 */
record TopFeed(
    RuntimeLink runtime, ReportFacts facts, Path directory, long reader, Duration interval)
    implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TopFeed.class);
  private static final String FILE = "figures.json";
  private static final String ASIDE = "figures.part";
  private static final int NANOS_PER_MILLI = 1_000_000;

  /** Figures may take one part in so many of the time, but for the first ones. */
  private static final int SHARE = 20;

  @Override
  public void run() {
    var figures = new RunningFigures(runtime, facts);
    boolean isFirst = true;
    try {
      while (ProcessHandle.of(reader).isPresent()) {
        long nanos = System.nanoTime();
        write(figures.get());
        long took = isFirst ? 0 : System.nanoTime() - nanos;
        isFirst = false;
        Thread.sleep(Math.max(interval.toMillis(), SHARE * took / NANOS_PER_MILLI));
      }
    } catch (IOException e) {
      // The reader has taken its directory away.
      LOG.debug("top has ended: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(TopFigures figures) throws IOException {
    Path aside = directory.resolve(ASIDE);
    Files.writeString(aside, figures.toJson());
    Files.move(
        aside,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
