package io.refledger.agent.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/*
 * A dump has the contents of all objects. So it lies in a directory that its owner alone may enter,
 * for as long as it is read. A process that is killed meanwhile leaves it behind: the next audit of
 * the same user's, of whatever program, takes it away.
 */
/** Where a heap dump lies while it is compared. */
final class HeapDumpDirectory implements AutoCloseable {
  private static final String PREFIX = "refledger-audit-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-.*");
  private static final String DUMP = "heap.hprof";

  private final Path directory;

  private HeapDumpDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * A new one, in the directory for temporary files.
   *
   * @throws IOException if it cannot be made
   */
  static HeapDumpDirectory create() throws IOException {
    Path directory = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    removeLeftBeside(directory);
    return new HeapDumpDirectory(directory);
  }

  /** The file of the dump; not there yet. */
  Path dump() {
    return directory.resolve(DUMP);
  }

  @Override
  public void close() throws IOException {
    remove(directory);
  }

  private static void removeLeftBeside(Path own) {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(own.getParent(), PREFIX + "*")) {
      for (Path other : others) {
        if (isLeft(other, own)) {
          remove(other);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Another user's, or gone by now: it was worth trying.
    }
  }

  private static boolean isLeft(Path other, Path own) throws IOException {
    Matcher name = NAME.matcher(other.getFileName().toString());
    return name.matches()
        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  private static void remove(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(DUMP));
    Files.deleteIfExists(directory);
  }
}
