package io.refledger.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the reports of one JVM go.
 *
 * @param latest what points to the newest directory; absent when the pattern names one directory
 *     for all JVMs
 */
public record OutputDirectory(Path directory, Optional<Path> latest) {

  /** In UTC: to ask for the default zone, or locale, fixes it before the program can set it. */
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Expands {@code %p} to the process id and {@code %t} to the start time (UTC). {@code latest}
   * lies beside the first directory whose name is expanded.
   */
  public static OutputDirectory of(String pattern, long pid, Instant start) {
    Path expanded = Path.of("");
    Optional<Path> latest = Optional.empty();
    Path whole = Path.of(pattern);
    if (whole.isAbsolute()) {
      expanded = whole.getRoot();
    }
    for (Path name : whole) {
      String plain = name.toString();
      String filled = plain.replace("%p", Long.toString(pid)).replace("%t", START.format(start));
      if (latest.isEmpty() && !filled.equals(plain)) {
        latest = Optional.of(expanded.resolve("latest"));
      }
      expanded = expanded.resolve(filled);
    }
    return new OutputDirectory(expanded, latest);
  }
}
