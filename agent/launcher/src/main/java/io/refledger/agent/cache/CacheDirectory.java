package io.refledger.agent.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;

/*
 * What lies here runs in every JVM that has the agent: so nobody but its owner may write here, and the
 * owner must be who runs the JVM.
 */
/** Where the cache's files are. */
final class CacheDirectory {
  private static final int MOST_FILES = 32;
  private static final String OWNERS_ONLY = "rwx------";

  private CacheDirectory() {}

  /** The directory in which the operating system's users expect caches. */
  static File usual() {
    String home = System.getProperty("user.home", "");
    String system = System.getProperty("os.name", "");
    String base = System.getenv("XDG_CACHE_HOME");
    if (system.startsWith("Windows")) {
      base = System.getenv("LOCALAPPDATA");
    } else if (system.startsWith("Mac")) {
      base = home + "/Library/Caches";
    }
    return new File(base == null || base.isEmpty() ? home + "/.cache" : base, "refledger");
  }

  /**
   * Makes the directory if it is not there.
   *
   * @throws IOException if it cannot be made or is not the user's alone, in words for the log
   */
  static void prepare(File directory) throws IOException {
    Path path = directory.toPath().toAbsolutePath();
    boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!directory.isDirectory()) {
      make(path, isPosix);
    }
    if (isPosix) {
      checkOwner(path);
    }
  }

  private static void make(Path path, boolean isPosix) throws IOException {
    Files.createDirectories(path.getParent());
    try {
      if (isPosix) {
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNERS_ONLY)));
      } else {
        Files.createDirectory(path);
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      } // another JVM was faster
    }
  }

  private static void checkOwner(Path directory) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException("others may write there; chmod 700 it");
    }
    String owner = attributes.owner().getName();
    if (!owner.equals(System.getProperty("user.name"))) {
      throw new IOException("it belongs to " + owner);
    }
  }

  /** Removes the files that were used longest ago, after noting that one of them is used now. */
  static void prune(File directory, File used) {
    boolean isNoted = used.setLastModified(System.currentTimeMillis());
    File[] files = directory.listFiles();
    if (files == null || files.length <= MOST_FILES || (used.exists() && !isNoted)) {
      return;
    }
    Arrays.sort(
        files,
        new Comparator<File>() {
          @Override
          public int compare(File a, File b) {
            return Long.compare(b.lastModified(), a.lastModified());
          }
        });
    for (int i = MOST_FILES; i < files.length; i++) {
      if (files[i].getName().startsWith(WovenCache.PREFIX) && !files[i].delete()) {
        return; // another JVM has it, or was faster
      }
    }
  }
}
