package io.refledger.cli;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/*
 * To attach, the JDK sends a SIGQUIT, on which a JVM begins to listen. It may end a process that is
 * something else: older JDKs send it to any, newer ones to those that handle it. So what is no JVM
 * must be known before. A JVM is one whose performance data the JDK finds, or, on Linux, one that has
 * mapped the JVM's library.
 */
/** A process that may be a JVM. */
final class TargetProcess {
  private static final String ROOT = "root";

  private TargetProcess() {}

  /**
   * Checks that it can be attached to without harm.
   *
   * @throws CommandException if there is no such process, it is another user's, or no JVM
   */
  static void check(long pid) throws CommandException {
    check(pid, ProcessHandle.current().info().user().orElse(""));
  }

  /** As {@link #check(long)}, for a tool that the user {@code self} runs. */
  static void check(long pid, String self) throws CommandException {
    Optional<ProcessHandle> process = pid > 0 ? ProcessHandle.of(pid) : Optional.empty();
    if (process.isEmpty()) {
      throw new CommandException("no such process: " + pid);
    }
    String user = process.get().info().user().orElse(self);
    if (!user.equals(self) && !self.equals(ROOT)) {
      throw new CommandException(
          "process " + pid + " is of another user; run this command as " + user);
    }
    if (!isListed(pid) && !hasMappedLibrary(pid)) {
      throw new CommandException("process " + pid + " is no JVM");
    }
  }

  private static boolean isListed(long pid) {
    String id = String.valueOf(pid);
    return VirtualMachine.list().stream().anyMatch(jvm -> jvm.id().equals(id));
  }

  private static boolean hasMappedLibrary(long pid) {
    try (Stream<String> mappings = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return mappings.anyMatch(mapping -> mapping.endsWith("/libjvm.so"));
    } catch (IOException | UncheckedIOException unreadable) {
      return false;
    }
  }
}
