package io.refledger.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A program whose standard streams are a terminal, which the tool {@code script} makes. */
public final class PseudoTerminal {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration DEADLINE = Duration.ofMinutes(4);
  private static final int POLL_MILLIS = 50;

  private final Process process;
  private final Path screen;

  private PseudoTerminal(Process process, Path screen) {
    this.process = process;
    this.screen = screen;
  }

  /** Whether this system has the tool. */
  public static boolean isAvailable() {
    return Files.isExecutable(SCRIPT);
  }

  /** Starts a command of the shell's in a terminal of this size. */
  public static PseudoTerminal start(Path directory, int columns, int rows, String command) {
    String sized = "stty cols " + columns + " rows " + rows + "; exec " + command;
    try {
      Path screen = Files.createTempFile(directory, "screen", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(SCRIPT.toString(), "-qefc", sized, "/dev/null")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(screen.toFile());
      builder.environment().put("TERM", "xterm");
      builder.environment().put("SHELL", "/bin/sh");
      return new PseudoTerminal(builder.start(), screen);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    }
  }

  /** Waits until the terminal got this text; all that it got. */
  public String await(String text) {
    Instant deadline = Instant.now().plus(DEADLINE);
    try {
      while (!got().contains(text)) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          process.destroyForcibly();
          throw new AssertionError("never shown: " + text + ", but " + got());
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return got();
  }

  private String got() {
    try {
      return Files.readString(screen);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + screen, e);
    }
  }

  /** Presses keys. */
  public void press(String keys) {
    try {
      OutputStream keyboard = process.getOutputStream();
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot press " + keys, e);
    }
  }

  /** Waits for the end; standard output and error are one. */
  public ForkedJvm.Result end() {
    try {
      if (process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new ForkedJvm.Result(process.exitValue(), got(), "");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new AssertionError("still running: " + got());
  }
}
