package io.refledger.agent.option;

/** The message for a key that is no option, with the option that was probably meant. */
final class UnknownKey {
  private UnknownKey() {}

  /** The exception for this key. */
  static OptionException named(String name, String value) {
    OptionKey<?> nearest = nearest(name);
    String meant =
        distance(name, nearest.name()) <= 2
            ? "did you mean " + nearest.name() + "?"
            : "allowed keys are " + allNames();
    return new OptionException(name + "=" + value + ": unknown key; " + meant);
  }

  private static OptionKey<?> nearest(String name) {
    OptionKey<?> nearest = OptionKey.OUTPUT;
    for (OptionKey<?> key : OptionKey.all()) {
      if (distance(name, key.name()) < distance(name, nearest.name())) {
        nearest = key;
      }
    }
    return nearest;
  }

  private static String allNames() {
    StringBuilder names = new StringBuilder("config");
    for (OptionKey<?> key : OptionKey.all()) {
      names.append(", ").append(key.name());
    }
    return names.toString();
  }

  /** The number of insertions, deletions and replacements that make one word of the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
