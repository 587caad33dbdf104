package io.refledger.bench.account;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Samples of stacks by what they were spent on.
 *
 * @param centres the samples of each centre but {@link Centre#HOOK}
 * @param hooks the samples of each hook, by its name
 */
record Stacks(Map<Centre, Long> centres, Map<String, Long> hooks) {

  /** Sorts lines in the collapsed format: frames outermost first, with semicolons, and a number. */
  static Stacks of(Stream<String> lines) {
    Map<Centre, Long> centres = new EnumMap<>(Centre.class);
    Map<String, Long> hooks = new TreeMap<>();
    lines.forEach(
        line -> {
          int end = line.lastIndexOf(' ');
          String stack = line.substring(0, end);
          long samples = Long.parseLong(line.substring(end + 1));
          Centre centre = Centre.of(stack);
          if (centre == Centre.HOOK) {
            hooks.merge(Centre.hook(stack), samples, Long::sum);
          } else {
            centres.merge(centre, samples, Long::sum);
          }
        });
    return new Stacks(centres, hooks);
  }

  long total() {
    return Stream.concat(centres.values().stream(), hooks.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
