package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The classes whose leaks are a library's: class name patterns with {@code *}, {@code **}, {@code
 * ?}.
 */
public final class LibraryPatterns {

  private final List<NamePattern> patterns;

  private LibraryPatterns(List<NamePattern> patterns) {
    this.patterns = patterns;
  }

  /** Patterns as options give them. */
  public static LibraryPatterns of(List<String> globs) {
    return new LibraryPatterns(globs.stream().map(NamePattern::of).toList());
  }

  /** The built-in list, {@code libraries.txt}, and these patterns. */
  public static LibraryPatterns builtInAnd(List<String> globs) {
    List<String> all = new ArrayList<>(globs);
    all.addAll(listed("libraries.txt"));
    return of(all);
  }

  /** The same, and whatever keeps fixtures of a test run: {@code fixtures.txt}. */
  public static LibraryPatterns forTests(List<String> globs) {
    List<String> all = new ArrayList<>(globs);
    all.addAll(listed("libraries.txt"));
    all.addAll(listed("fixtures.txt"));
    return of(all);
  }

  private static List<String> listed(String file) {
    try (InputStream in = LibraryPatterns.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is in the jar", e);
    }
  }

  /** Whether the class is a library's or the JDK's. */
  public boolean matches(String className) {
    return ClassNames.isJdk(className) || names(className);
  }

  /** Whether the patterns name the class, be it the JDK's or not. */
  public boolean names(String className) {
    String name = ClassNames.readable(className);
    return patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }

  /** Whose is what holds on: the class nearest to the suspect reference that is not the JDK's. */
  Origin ownerOf(List<PathStep> path, Optional<Frame> storedAt) {
    String owner = "";
    for (PathStep step : path) {
      for (String name : List.of(step.referrer(), declaringClass(step.reference()))) {
        if (isClass(name) && !ClassNames.isJdk(name)) {
          owner = name;
        }
      }
      if (step.isSuspect()) {
        break;
      }
    }
    if (owner.isEmpty()) {
      // Where the JDK alone was at work, the list may name it.
      owner =
          storedAt
              .flatMap(Frame::nearestApplicationFrame)
              .or(() -> storedAt)
              .map(Frame::className)
              .orElse(owner);
    }
    return !owner.isEmpty() && names(owner) ? Origin.LIBRARY : Origin.APPLICATION;
  }

  private static boolean isClass(String name) {
    boolean isRoot = name.equals("static") || name.startsWith("thread ");
    return !name.isEmpty() && !isRoot;
  }

  private static String declaringClass(String reference) {
    int dot = reference.lastIndexOf('.');
    return dot < 0 ? "" : reference.substring(0, dot);
  }
}
