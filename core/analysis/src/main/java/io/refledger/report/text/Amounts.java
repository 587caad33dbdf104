package io.refledger.report.text;

import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** A count with its noun: "1 leak", "2 LEAKS". */
  public static String of(long count, String noun) {
    if (count == 1) {
      return count + " " + noun;
    }
    boolean isUpper = Character.isUpperCase(noun.charAt(noun.length() - 1));
    String ending = isUpper ? "S" : "s";
    if (noun.endsWith("s")) {
      ending = "es";
    }
    return count + " " + noun + ending;
  }

  /** Bytes in the largest binary unit that leaves at least 1: "1.2 MiB". */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
