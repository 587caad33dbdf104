package io.refledger.agent.option;

import io.refledger.leak.NamePattern;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice of classes by name: {@code *} is any run of characters without a dot, {@code **} any
 * run, {@code ?} one character that is no dot. Arrays go by the names of {@code Class.getName}
 * ({@code [I}). A name is chosen if a pattern matches it and no pattern after a {@code !} does;
 * with excluding patterns only, every other name is chosen.
 */
public final class ClassPatterns {
  private static final NamePattern EVERYTHING = NamePattern.of("**");
  private static final int FIRST_NOT_ASCII = 0x80;

  private final List<NamePattern> included;
  private final List<NamePattern> excluded;

  private ClassPatterns(List<NamePattern> included, List<NamePattern> excluded) {
    this.included = List.copyOf(included);
    this.excluded = List.copyOf(excluded);
  }

  /**
   * The choice that the patterns make.
   *
   * @throws IllegalArgumentException if a pattern has a character that no class name has
   */
  public static ClassPatterns of(List<String> patterns) {
    List<NamePattern> included = new ArrayList<>();
    List<NamePattern> excluded = new ArrayList<>();
    for (String pattern : patterns) {
      boolean isExcluding = pattern.startsWith("!");
      String name = isExcluding ? pattern.substring(1) : pattern;
      OptionSyntax.require(!name.isEmpty());
      int dimensions = 0;
      while (dimensions < name.length() && name.charAt(dimensions) == '[') {
        dimensions++;
      }
      String others = dimensions > 0 ? "*?.-;" : "*?.-";
      OptionSyntax.require(dimensions < name.length());
      for (int i = dimensions; i < name.length(); i++) {
        char c = name.charAt(i);
        OptionSyntax.require(others.indexOf(c) >= 0 || Character.isJavaIdentifierPart(c));
      }
      (isExcluding ? excluded : included).add(NamePattern.of(name));
    }
    if (included.isEmpty() && !excluded.isEmpty()) {
      included.add(EVERYTHING);
    }
    return new ClassPatterns(included, excluded);
  }

  /** Whether the class of this name, with dots, is chosen. */
  public boolean matches(String className) {
    return matchesAny(included, className) && !matchesAny(excluded, className);
  }

  /**
   * Whether a class is chosen; an array, which has the name that {@code Class.getName} gives it,
   * also if its element class is, and no excluding pattern matches the name of the array.
   */
  public boolean tracks(String className) {
    if (matches(className)) {
      return true;
    }
    int element = className.lastIndexOf('[') + 1;
    boolean isOfClasses = element > 0 && className.charAt(element) == 'L';
    return isOfClasses
        && !matchesAny(excluded, className)
        && matches(className.substring(element + 1, className.length() - 1));
  }

  /** Whether a class file may name a chosen class: it has the beginning of some pattern in it. */
  public boolean mayBeNamedIn(byte[] classFile) {
    for (int i = 0; i < included.size(); i++) {
      if (contains(classFile, beginning(included.get(i).toString()))) {
        return true;
      }
    }
    return false;
  }

  /** What stands before the first wildcard, as class files write it: they have ASCII as it is. */
  private static String beginning(String pattern) {
    int end = 0;
    while (end < pattern.length() && isWrittenAsItIs(pattern.charAt(end))) {
      end++;
    }
    return pattern.substring(0, end).replace('.', '/');
  }

  private static boolean isWrittenAsItIs(char c) {
    return c != '*' && c != '?' && c < FIRST_NOT_ASCII;
  }

  private static boolean contains(byte[] bytes, String text) {
    int last = bytes.length - text.length();
    for (int from = 0; from <= last; from++) {
      int i = 0;
      while (i < text.length() && bytes[from + i] == (byte) text.charAt(i)) {
        i++;
      }
      if (i == text.length()) {
        return true;
      }
    }
    return false;
  }

  /** Whether no class is chosen. */
  public boolean isEmpty() {
    return included.isEmpty();
  }

  /** Whether every class is chosen. */
  public boolean isEverything() {
    return included.contains(EVERYTHING) && excluded.isEmpty();
  }

  private static boolean matchesAny(List<NamePattern> patterns, String name) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    List<String> patterns = new ArrayList<>();
    for (NamePattern pattern : included) {
      patterns.add(pattern.toString());
    }
    for (NamePattern pattern : excluded) {
      patterns.add("!" + pattern);
    }
    return patterns.isEmpty() ? "none" : String.join(":", patterns);
  }
}
