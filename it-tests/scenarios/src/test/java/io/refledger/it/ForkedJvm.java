package io.refledger.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A child JVM to be run to its end in a directory of its own. */
public final class ForkedJvm {
  /** Long runs, and busy machines, ask for more: {@code -Dscenario.minutes=N}. */
  private static final Duration DEADLINE =
      Duration.ofMinutes(Integer.getInteger("scenario.minutes", 4));

  private static final int POLL_MILLIS = 20;

  private final Jdk jdk;
  private final Path directory;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();

  private ForkedJvm(Jdk jdk, Path directory) {
    this.jdk = jdk;
    this.directory = directory;
  }

  /** A child of the given JDK that runs in the given directory. */
  public static ForkedJvm on(Jdk jdk, Path directory) {
    return new ForkedJvm(jdk, directory);
  }

  /** Adds the packaged agent with the given options, {@code key=value,...}. */
  public ForkedJvm withAgent(String options) {
    return with("-javaagent:" + Product.agentJar() + (options.isEmpty() ? "" : "=" + options));
  }

  /**
   * Leaves out what does not pay in a child of a few seconds: the compiler that would take three
   * times as long, and the page for people, if the agent's options ask for no reports of their own.
   */
  public ForkedJvm shortLived() {
    return with("-XX:TieredStopAtLevel=1", "-Drefledger.report=text:json");
  }

  /** Adds arguments of the launcher, or of the program after its jar. */
  public ForkedJvm with(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  /** Sets a variable of its environment, which its own children inherit. */
  public ForkedJvm inEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Lets a command start the launcher, whose command line it gets as its last arguments. */
  public ForkedJvm through(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  /**
   * Runs the child; waits for its end.
   *
   * @throws AssertionError when it does not end within the deadline; it is then killed
   */
  public Result run() {
    return start().end();
  }

  /** Starts the child. */
  public Running start() {
    List<String> command = new ArrayList<>(prefix);
    command.add(jdk.java().toString());
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile(directory, "stdout", ".txt");
      Path err = Files.createTempFile(directory, "stderr", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().remove("JDK_JAVA_OPTIONS");
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      return new Running(process, command, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    }
  }

  /** A child that runs. */
  public static final class Running {
    private final Process process;
    private final List<String> command;
    private final Path out;
    private final Path err;
    private final Instant deadline = Instant.now().plus(DEADLINE);

    private Running(Process process, List<String> command, Path out, Path err) {
      this.process = process;
      this.command = command;
      this.out = out;
      this.err = err;
    }

    /** Its process. */
    public long pid() {
      return process.pid();
    }

    /** Waits until it has printed a line. */
    public void awaitLine(String line) {
      await(out, line::equals, line);
    }

    /** Waits until it has printed a line that begins so. */
    public void awaitLineThatBegins(String beginning) {
      await(out, line -> line.startsWith(beginning), beginning);
    }

    /** Waits until it has written a line to its standard error that begins so; the line. */
    public String awaitErrorLine(String beginning) {
      return await(err, line -> line.startsWith(beginning), beginning);
    }

    private String await(Path file, Predicate<String> isIt, String description) {
      try {
        Optional<String> found = Optional.empty();
        while (found.isEmpty()) {
          if (!process.isAlive() || Instant.now().isAfter(deadline)) {
            process.destroyForcibly();
            throw new AssertionError("never: " + description + ": " + Files.readString(err));
          }
          Thread.sleep(POLL_MILLIS);
          String whole = Files.readString(file);
          found = whole.substring(0, whole.lastIndexOf('\n') + 1).lines().filter(isIt).findFirst();
        }
        return found.get();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the output of " + command, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }

    /** Writes a line to its standard input. */
    public void send(String line) {
      try {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write to " + command, e);
      }
    }

    /** Asks it to end, as the system does when it shuts down. */
    public void terminate() {
      process.destroy();
    }

    /** Ends it at once, and waits for that. */
    public void kill() {
      try {
        process.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }

    /**
     * Ends its standard input, and waits for its end.
     *
     * @throws AssertionError when it does not end within the deadline from its start; it is then
     *     killed
     */
    public Result end() {
      try {
        process.getOutputStream().close();
        Duration left = Duration.between(Instant.now(), deadline);
        if (process.waitFor(left.toMillis(), TimeUnit.MILLISECONDS)) {
          return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot end " + command, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
      throw new AssertionError("still running after " + DEADLINE + ": " + command);
    }
  }

  /**
   * How a child ended.
   *
   * @param status its exit status
   * @param out its standard output
   * @param err its standard error
   */
  public record Result(int status, String out, String err) {}
}
