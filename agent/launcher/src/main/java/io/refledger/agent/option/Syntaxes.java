package io.refledger.agent.option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The syntaxes that options share. No lambdas: options are read before hidden classes are woven.
 */
final class Syntaxes {
  private static final Duration YEAR = Duration.ofDays(365);

  private Syntaxes() {}

  /** One of the given words. */
  static OptionSyntax<String> word(String... words) {
    return new OptionSyntax<>("one of " + String.join(", ", words)) {
      @Override
      String parse(String value) {
        require(Arrays.asList(words).contains(value));
        return value;
      }
    };
  }

  /** {@code on} or {@code off}. */
  static OptionSyntax<Boolean> onOff() {
    return flag("on", "off");
  }

  /** {@code on}, {@code off}, or a file. */
  static OptionSyntax<String> onOffOrFile() {
    return new OptionSyntax<>("on, off or a file") {
      @Override
      String parse(String value) {
        return Path.of(value).toString();
      }
    };
  }

  /** {@code on}, {@code off}, or the name of a directory. */
  static OptionSyntax<String> onOffOrDirectory() {
    return new OptionSyntax<>("on, off or a directory") {
      @Override
      String parse(String value) {
        return Path.of(value).toString();
      }
    };
  }

  /** {@code true} or {@code false}. */
  static OptionSyntax<Boolean> trueFalse() {
    return flag("true", "false");
  }

  private static OptionSyntax<Boolean> flag(String yes, String no) {
    return new OptionSyntax<>(yes + " or " + no) {
      @Override
      Boolean parse(String value) {
        require(value.equals(yes) || value.equals(no));
        return value.equals(yes);
      }
    };
  }

  /** A list of the given words, each at most once; {@code none} alone is the empty list. */
  static OptionSyntax<List<String>> words(String... words) {
    return new OptionSyntax<>("none or a list, joined by ':', of " + String.join(", ", words)) {
      @Override
      List<String> parse(String value) {
        if (value.equals("none")) {
          return List.of();
        }
        List<String> items = items(value);
        require(Arrays.asList(words).containsAll(items));
        for (int i = 0; i < items.size(); i++) {
          require(items.indexOf(items.get(i)) == i);
        }
        return List.copyOf(items);
      }
    };
  }

  /** A list of class name patterns; {@code none} alone is the empty list. */
  static OptionSyntax<ClassPatterns> patterns() {
    return new OptionSyntax<>(
        "none or a list, joined by ':', of class name patterns with *, ** and ?, '!' before an"
            + " excluded one") {
      @Override
      ClassPatterns parse(String value) {
        return ClassPatterns.of(value.equals("none") ? List.of() : items(value));
      }
    };
  }

  /** A list of class name patterns that is not empty. */
  static OptionSyntax<ClassPatterns> somePatterns() {
    return new OptionSyntax<>(
        "a list, joined by ':', of class name patterns with *, ** and ?, '!' before an excluded one;"
            + " [I and the like are arrays") {
      @Override
      ClassPatterns parse(String value) {
        require(!value.equals("none"));
        return ClassPatterns.of(items(value));
      }
    };
  }

  /** A list of class name patterns without excluded ones; {@code none} alone is the empty list. */
  static OptionSyntax<List<String>> includingPatterns() {
    return new OptionSyntax<>(
        "none or a list, joined by ':', of class name patterns with *, ** and ?") {
      @Override
      List<String> parse(String value) {
        List<String> items = value.equals("none") ? List.of() : items(value);
        require(value.indexOf('!') < 0);
        ClassPatterns.of(items);
        return List.copyOf(items);
      }
    };
  }

  /** A number of bytes: digits and an optional k, m or g; {@code auto} is empty. */
  static OptionSyntax<Optional<Long>> sizeOrAuto() {
    return new OptionSyntax<>("a number of bytes with an optional k, m or g, at least 1m") {
      @Override
      Optional<Long> parse(String value) {
        if (value.equals("auto")) {
          return Optional.empty();
        }
        String text = value.toLowerCase(Locale.ROOT);
        int unit = "kmg".indexOf(text.charAt(text.length() - 1)) + 1;
        long number = digits(unit == 0 ? text : text.substring(0, text.length() - 1));
        long sizeBytes = Math.multiplyExact(number, 1L << (10 * unit));
        require(sizeBytes >= 1 << 20);
        return Optional.of(sizeBytes);
      }
    };
  }

  /** A length of time: digits and ms, s, m or h; {@code 0} needs no unit. */
  static OptionSyntax<Duration> duration() {
    return new OptionSyntax<>("0 or a number with ms, s, m or h, of at most 8760h") {
      @Override
      Duration parse(String value) {
        Duration time = value.equals("0") ? Duration.ZERO : time(value);
        require(time.compareTo(YEAR) <= 0);
        return time;
      }
    };
  }

  private static Duration time(String value) {
    if (value.endsWith("ms")) {
      return Duration.ofMillis(digits(value.substring(0, value.length() - 2)));
    }
    long number = digits(value.substring(0, value.length() - 1));
    int unit = "smh".indexOf(value.charAt(value.length() - 1));
    OptionSyntax.require(unit >= 0);
    return Duration.ofSeconds(Math.multiplyExact(number, new int[] {1, 60, 3600}[unit]));
  }

  /** A whole number in a range. */
  static OptionSyntax<Integer> number(int least, int most) {
    return new OptionSyntax<>("a number from " + least + " to " + most) {
      @Override
      Integer parse(String value) {
        return inRange(digits(value), least, most);
      }
    };
  }

  /** A port, or {@code off} for none. */
  static OptionSyntax<Optional<Integer>> portOrOff() {
    return new OptionSyntax<>("off or a port from 0 to 65535") {
      @Override
      Optional<Integer> parse(String value) {
        return value.equals("off")
            ? Optional.empty()
            : Optional.of(inRange(digits(value), 0, 65535));
      }
    };
  }

  /** The collector's three thresholds. */
  static OptionSyntax<Thresholds> thresholds() {
    return new OptionSyntax<>("three numbers joined by ':', as 2000:10:10") {
      @Override
      Thresholds parse(String value) {
        List<String> items = items(value);
        require(items.size() == 3);
        int[] each = new int[3];
        for (int i = 0; i < each.length; i++) {
          each[i] = inRange(digits(items.get(i)), 0, Integer.MAX_VALUE);
        }
        return new Thresholds(each[0], each[1], each[2]);
      }
    };
  }

  /** {@code off}, {@code deaths} or {@code deaths:POINTS}; the number of points, 0 for off. */
  static OptionSyntax<Integer> verifyPoints() {
    return new OptionSyntax<>("off, deaths or deaths:POINTS with 1 to 100000 points") {
      @Override
      Integer parse(String value) {
        if (value.equals("off")) {
          return 0;
        }
        if (value.equals("deaths")) {
          return 50;
        }
        require(value.startsWith("deaths:"));
        return inRange(digits(value.substring("deaths:".length())), 1, 100_000);
      }
    };
  }

  /** A file or directory; {@code none} is empty. */
  static OptionSyntax<Optional<Path>> pathOrNone() {
    return new OptionSyntax<>("none or a path") {
      @Override
      Optional<Path> parse(String value) {
        return value.equals("none") ? Optional.empty() : Optional.of(Path.of(value));
      }
    };
  }

  /** A directory in which {@code %p} is the process id and {@code %t} the start time. */
  static OptionSyntax<String> directoryPattern() {
    return new OptionSyntax<>("a directory, %p for the process id, %t for the start time") {
      @Override
      String parse(String value) {
        require(!Path.of(value.replace("%p", "").replace("%t", "")).toString().contains("%"));
        return value;
      }
    };
  }

  /** The items of a list joined by colons, none of them empty. */
  private static List<String> items(String value) {
    List<String> items = new ArrayList<>();
    for (int start = 0; start <= value.length(); ) {
      int colon = value.indexOf(':', start);
      int end = colon < 0 ? value.length() : colon;
      OptionSyntax.require(end > start);
      items.add(value.substring(start, end));
      start = end + 1;
    }
    return items;
  }

  private static long digits(String text) {
    OptionSyntax.require(!text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9');
    return Long.parseLong(text);
  }

  private static int inRange(long number, int least, int most) {
    OptionSyntax.require(least <= number && number <= most);
    return (int) number;
  }
}
