package io.refledger.leak;

/*
 * A wildcard first takes as little as it can, and more of the name each time what follows does not fit.
 * Only the wildcard met last has to be asked again: what an earlier one would do by taking more, a later
 * one does as well. So the cost is at most that of the pattern's length times the square of the name's,
 * whatever users write; and no recursion is as deep as a pattern is long.
 */
/**
 * A choice of dotted names: {@code **} is any run of characters, {@code *} any run without a dot,
 * {@code ?} one character that is no dot. Two of the same text are equal.
 */
public final class NamePattern {
  private static final int NONE = -1;

  private final String glob;

  private NamePattern(String glob) {
    this.glob = glob;
  }

  /** The pattern of this text; every text is one. */
  public static NamePattern of(String glob) {
    return new NamePattern(glob);
  }

  /** Whether the whole name matches. */
  public boolean matches(String name) {
    int at = 0;
    int n = 0;
    int afterStar =
        NONE; // what follows the last *, with the place where that began to be looked for
    int starTo = 0;
    int afterStars = NONE; // the same of the last **
    int starsTo = 0;
    while (at < glob.length() || n < name.length()) {
      if (glob.startsWith("**", at)) {
        at += 2;
        afterStars = at;
        starsTo = n;
        afterStar = NONE;
      } else if (at < glob.length() && glob.charAt(at) == '*') {
        at++;
        afterStar = at;
        starTo = n;
      } else if (isOne(at, name, n)) {
        at++;
        n++;
      } else if (afterStar != NONE && starTo < name.length() && name.charAt(starTo) != '.') {
        at = afterStar;
        n = ++starTo;
      } else if (afterStars != NONE && starsTo < name.length()) {
        at = afterStars;
        n = ++starsTo;
        afterStar = NONE;
      } else {
        return false;
      }
    }
    return true;
  }

  /** Whether the character of the pattern, which is no {@code *}, is about that of the name. */
  private boolean isOne(int at, String name, int n) {
    if (at == glob.length() || n == name.length()) {
      return false;
    }
    char c = name.charAt(n);
    return glob.charAt(at) == '?' ? c != '.' : glob.charAt(at) == c;
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
