package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Whose is what holds on: the class nearest to the suspect reference that is not the JDK's. */
  Origin ownerOf(List<PathStep> path, Optional<Frame> storedAt) {
    String owner = "";
    for (PathStep step : path) {
      for (String name : List.of(step.referrer(), declaringClass(step.reference()))) {
        if (!name.isEmpty() && name.indexOf('.') > 0 && !ClassNames.isJdk(name)) {
          owner = name;
        }
      }
      if (step.isSuspect()) {
        break;
      }
    }
    if (owner.isEmpty()) {
      owner = storedAt.flatMap(Frame::nearestApplicationFrame).map(Frame::className).orElse(owner);
    }
    return !owner.isEmpty() && names(owner) ? Origin.LIBRARY : Origin.APPLICATION;
  }

  private static String declaringClass(String reference) {
    int dot = reference.lastIndexOf('.');
    return dot < 0 ? "" : reference.substring(0, dot);
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
