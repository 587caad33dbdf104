package io.refledger.cli;

import io.refledger.report.top.TopFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/*
 * The JVM writes a file into a directory of ours again and again, and renames it into place; it stops
 * when the directory is gone, or when this process is.
 */
/** The figures that a running JVM writes for this process. */
final class FigureFeed implements AutoCloseable {
  private static final String FILE = "figures.json";
  private static final int MOST_DELETIONS = 20;

  private final Path directory;

  private FigureFeed(Path directory) {
    this.directory = directory;
  }

  /**
   * Has the JVM begin to write.
   *
   * @throws CommandException if there is no such JVM, or no agent in it
   */
  static FigureFeed begin(TargetJvm jvm, Duration interval) throws CommandException {
    try {
      var feed = new FigureFeed(Files.createTempDirectory("refledger-top"));
      try {
        jvm.ask(
            "top",
            feed.directory.toString(),
            String.valueOf(ProcessHandle.current().pid()),
            String.valueOf(interval.toMillis()));
        return feed;
      } catch (CommandException e) {
        feed.close();
        throw e;
      }
    } catch (IOException e) {
      throw new CommandException("no directory for figures: " + e.getMessage(), e);
    }
  }

  /** The figures that came since the last time; empty if there are none yet. */
  Optional<TopFigures> next() throws CommandException {
    Path file = directory.resolve(FILE);
    try {
      String json = Files.readString(file);
      Files.delete(file);
      return Optional.of(TopFigures.ofJson(json));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException("the figures cannot be read: " + e.getMessage(), e);
    }
  }

  /** Removes the directory, even if the JVM is just writing. */
  @Override
  public void close() {
    for (int i = 0; i < MOST_DELETIONS; i++) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
        Files.delete(directory);
        return;
      } catch (NoSuchFileException e) {
        return;
      } catch (IOException e) {
        // A file came in between.
      }
    }
  }
}
