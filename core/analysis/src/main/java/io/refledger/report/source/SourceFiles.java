package io.refledger.report.source;

import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/*
 * A class file tells the name of its source file, and its package the directories above it. What
 * lies above those, the source root, is looked for: every directory src/SET/LANGUAGE, as Maven and
 * Gradle have them, and the directory itself.
 */
/**
 * The source files of frames, below a directory such as the root of a repository. For one thread at
 * a time.
 */
public final class SourceFiles {
  private static final Set<String> LANGUAGES = Set.of("java", "kotlin", "groovy", "scala");
  private static final Set<String> NO_SOURCES = Set.of("target", "build", "out", "node_modules");
  private static final String NO_NAME = "/\\:<>|?*\"";
  private static final int DEEPEST = 8;
  private static final int MOST_DIRECTORIES = 20_000;

  private final Path directory;
  private final int mostDirectories;

  /** Empty until it is needed. */
  private final List<Path> roots = new ArrayList<>();

  private SourceFiles(Path directory, int mostDirectories) {
    this.directory = directory;
    this.mostDirectories = mostDirectories;
  }

  /** The sources below this directory, which is looked through when the first one is asked for. */
  public static SourceFiles under(Path directory) {
    return under(directory, MOST_DIRECTORIES);
  }

  /** As {@link #under(Path)}, giving up after so many directories. */
  static SourceFiles under(Path directory, int mostDirectories) {
    return new SourceFiles(directory, mostDirectories);
  }

  /**
   * The path of a frame's source file with slashes, relative to the directory; relative to its
   * source root if it is not found there; empty if the class file does not tell its source file, or
   * something else, as generated classes do. Blocks on the file system.
   */
  public Optional<String> pathOf(Frame frame) {
    if (!isFileName(frame.file())) {
      return Optional.empty();
    }
    String path = packageDirectory(frame.className()) + frame.file();
    if (!isBelow(path)) {
      return Optional.empty();
    }
    for (Path root : roots()) {
      Path file = root.resolve(path);
      if (Files.isRegularFile(file)) {
        return Optional.of(directory.relativize(file).toString().replace('\\', '/'));
      }
    }
    return Optional.of(path);
  }

  /**
   * The path that the source file of a class has most of the time, below its source root: by the
   * names of the package and the outermost class.
   */
  public static String guess(String className) {
    String name = className.replace("[]", "");
    String path = packageDirectory(name);
    String simple = name.substring(Math.min(path.length(), name.length()));
    int end = 0;
    while (end < simple.length() && Character.isJavaIdentifierPart(simple.charAt(end))) {
      end++;
    }
    int nested = simple.indexOf('$', 1);
    String outermost = simple.substring(0, nested > 0 && nested < end ? nested : end);
    return path + (outermost.isEmpty() ? "Unknown" : outermost) + ".java";
  }

  private static boolean isFileName(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && NO_NAME.indexOf(c) < 0);
  }

  /** Class files may have any name in them: one that leads elsewhere, or that no file can have. */
  private static boolean isBelow(String path) {
    try {
      return !Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private List<Path> roots() {
    if (roots.isEmpty()) {
      List<Path> found = new ArrayList<>();
      try {
        if (directory.toAbsolutePath().getParent() != null) { // a whole system is no project
          Files.walkFileTree(
              directory, Set.of(), DEEPEST, new RootSearch(directory, mostDirectories, found));
        }
      } catch (IOException e) {
        found.clear(); // paths are relative to their source root then
      }
      found.sort(null);
      roots.addAll(found);
      roots.add(directory);
    }
    return roots;
  }

  private static String packageDirectory(String className) {
    int hidden = className.indexOf('/'); // a hidden class has its address behind it
    int end = className.lastIndexOf('.', hidden < 0 ? className.length() : hidden);
    return end < 0 ? "" : className.substring(0, end).replace('.', '/') + "/";
  }

  private static final class RootSearch extends SimpleFileVisitor<Path> {
    private final Path directory;
    private final int mostDirectories;
    private final List<Path> roots;
    private int visited;

    RootSearch(Path directory, int mostDirectories, List<Path> roots) {
      this.directory = directory;
      this.mostDirectories = mostDirectories;
      this.roots = roots;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visiting, BasicFileAttributes attributes) {
      if (++visited > mostDirectories) {
        return FileVisitResult.TERMINATE;
      }
      String name = visiting.equals(directory) ? "" : visiting.getFileName().toString();
      if (name.startsWith(".") || NO_SOURCES.contains(name)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (LANGUAGES.contains(name) && isBelowSrc(visiting)) {
        roots.add(visiting);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isBelowSrc(Path visiting) {
      Path set = visiting.getParent();
      Path src = set == null ? null : set.getParent();
      return src != null && src.endsWith("src");
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
