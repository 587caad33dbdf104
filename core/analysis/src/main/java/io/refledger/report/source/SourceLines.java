package io.refledger.report.source;

import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines of source files, below a directory such as the root of a project. For one thread. */
public final class SourceLines {
  private static final int AROUND = 2;
  private static final int LONGEST_LINE = 200;
  private static final long LARGEST_FILE = 4 << 20;

  /** Fewer than a tool for one's own project may: any program may have started anywhere. */
  private static final int MOST_DIRECTORIES = 2_000;

  private final Path directory;
  private final SourceFiles files;
  private final Map<String, Optional<List<String>>> linesByPath = new HashMap<>();

  private SourceLines(Path directory) {
    this.directory = directory;
    files = SourceFiles.under(directory, MOST_DIRECTORIES);
  }

  /** The sources below this directory, which is looked through when the first one is asked for. */
  public static SourceLines under(Path directory) {
    return new SourceLines(directory);
  }

  /**
   * A line and its neighbours.
   *
   * @param path of the file, relative to the directory
   * @param first the number of the first line
   */
  public record Excerpt(String path, int first, List<String> lines) {
    public Excerpt {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The lines around a frame, if its source file is there and as long. Blocks on the file system.
   */
  public Optional<Excerpt> around(Frame frame) {
    if (frame.line() < 1) {
      return Optional.empty();
    }
    return files.pathOf(frame).flatMap(path -> around(path, frame.line()));
  }

  private Optional<Excerpt> around(String path, int line) {
    Optional<List<String>> known = linesByPath.computeIfAbsent(path, this::read);
    if (known.isEmpty() || known.get().size() < line) {
      return Optional.empty();
    }
    List<String> lines = known.get();
    int first = Math.max(1, line - AROUND);
    int last = Math.min(lines.size(), line + AROUND);
    return Optional.of(
        new Excerpt(
            path,
            first,
            lines.subList(first - 1, last).stream()
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_LINE)))
                .toList()));
  }

  private Optional<List<String>> read(String path) {
    try {
      Path file = directory.resolve(path);
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        return Optional.empty();
      }
      return Optional.of(
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // the report is as good without it
    }
  }
}
