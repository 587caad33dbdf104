package io.refledger.leak;

import java.util.regex.Pattern;

/**
 * A choice of dotted names: {@code **} is any run of characters, {@code *} any run without a dot,
 * {@code ?} one character that is no dot. Two of the same text are equal.
 */
public final class NamePattern {
  private final String glob;
  private final Pattern regex;

  private NamePattern(String glob, Pattern regex) {
    this.glob = glob;
    this.regex = regex;
  }

  /** The pattern of this text; every text is one. */
  public static NamePattern of(String glob) {
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
    return new NamePattern(glob, Pattern.compile(regex.toString()));
  }

  /** Whether the whole name matches. */
  public boolean matches(String name) {
    return regex.matcher(name).matches();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePattern pattern && pattern.glob.equals(glob);
  }

  @Override
  public int hashCode() {
    return glob.hashCode();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return glob;
  }
}
