package io.refledger.leak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The classes whose leaks are a library's: class name patterns with {@code *}, {@code **}, {@code
 * ?}.
 */
public final class LibraryPatterns {

  private final List<Pattern> patterns;

  private LibraryPatterns(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /** Patterns as options give them: {@code **} any characters, {@code *} and {@code ?} no dot. */
  public static LibraryPatterns of(List<String> globs) {
    return new LibraryPatterns(globs.stream().map(LibraryPatterns::compile).toList());
  }

  /** The built-in list, {@code libraries.txt}, and these patterns. */
  public static LibraryPatterns builtInAnd(List<String> globs) {
    List<String> all = new ArrayList<>(globs);
    try (InputStream in = LibraryPatterns.class.getResourceAsStream("libraries.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException("libraries.txt is in the jar", e);
    }
    return of(all);
  }

  /** Whether the class is a library's or the JDK's. */
  public boolean matches(String className) {
    return ClassNames.isJdk(className) || names(className);
  }

  /** Whether the patterns name the class, be it the JDK's or not. */
  public boolean names(String className) {
    String name = ClassNames.readable(className);
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  private static Pattern compile(String glob) {
    var regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      boolean isDouble = c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*';
      if (isDouble) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^.]*");
      } else if (c == '?') {
        regex.append("[^.]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
