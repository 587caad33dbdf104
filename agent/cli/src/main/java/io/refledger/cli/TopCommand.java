package io.refledger.cli;

import io.refledger.report.top.TopFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows figures of a running JVM, again and again. */
@Command(
    name = "top",
    description =
        "Shows totals, generations, pools and the classes that grow fastest of a JVM that has the "
            + "agent, until q is pressed or the JVM has ended. Where standard input or output is no "
            + "terminal it prints the figures again and again, below each other.")
final class TopCommand implements Callable<Integer> {
  private static final int POLL_MILLIS = 50;
  private static final int MOST_LINES = 20;
  private static final double MILLIS_PER_SECOND = 1000;

  @Mixin private final TargetJvm jvm;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "time between two figures (default: 2)")
  private double seconds;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "COUNT",
      description = "ends after so many figures")
  private Optional<Long> count;

  @Spec private CommandSpec spec;

  TopCommand(Path jar) {
    jvm = new TargetJvm(jar);
  }

  @Override
  public Integer call() throws CommandException {
    if (!(seconds >= 0.1 && seconds <= 3600)) {
      throw new ParameterException(
          spec.commandLine(), "--interval must be 0.1 to 3600 seconds: " + seconds);
    }
    if (count.orElse(1L) < 1) {
      throw new ParameterException(
          spec.commandLine(), "--count must be 1 or more: " + count.orElseThrow());
    }
    Duration interval = Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
    long left = count.orElse(Long.MAX_VALUE);
    try (FigureFeed feed = FigureFeed.begin(jvm, interval)) {
      if (TopScreen.isAvailable()) {
        showOnScreen(feed, left);
      } else {
        print(feed, left);
      }
    } catch (IOException e) {
      throw new CommandException("the terminal: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private void showOnScreen(FigureFeed feed, long figures) throws IOException, CommandException {
    try (TopScreen screen = TopScreen.open()) {
      Optional<TopFigures> shown = Optional.empty();
      for (long left = figures; left > 0 && jvm.isAlive() && !screen.isQuit(POLL_MILLIS); ) {
        Optional<TopFigures> next = feed.next();
        boolean isResized = screen.followResize();
        shown = next.isPresent() ? next : shown;
        if (shown.isPresent() && (next.isPresent() || isResized)) {
          screen.show(shown.get());
        }
        left -= next.isPresent() ? 1 : 0;
      }
    }
  }

  private void print(FigureFeed feed, long figures) throws CommandException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    for (long left = figures; left > 0 && jvm.isAlive() && !out.checkError(); ) {
      Optional<TopFigures> next = feed.next();
      if (next.isPresent()) {
        TopText.of(next.get(), MOST_LINES).forEach(out::println);
        out.println();
        left--;
      } else {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
