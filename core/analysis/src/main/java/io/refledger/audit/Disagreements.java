package io.refledger.audit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Disagreements by kind and by class or reference, each with its first example; and, apart, what
 * was not judged.
 */
final class Disagreements {
  private static final int MOST = 30;

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, Kind> notJudged = new LinkedHashMap<>();

  private static final class Kind {
    final String example;
    long count;

    Kind(String example) {
      this.example = example;
    }
  }

  /** One more of a kind: early, late or wrong. */
  void add(String kind, String what, String example) {
    kinds.computeIfAbsent(kind + " " + what, key -> new Kind(example)).count++;
  }

  /** One more object that was left out for a reason. */
  void addNotJudged(String reason, String what, String example) {
    String kind = "not judged, " + reason + ": " + what;
    notJudged.computeIfAbsent(kind, key -> new Kind(example)).count++;
  }

  /** The most frequent ones as sentences, most frequent first; what was not judged comes last. */
  List<String> worst() {
    return Stream.concat(sorted(kinds), sorted(notJudged)).limit(MOST).toList();
  }

  private static Stream<String> sorted(Map<String, Kind> kinds) {
    return kinds.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Kind> entry) -> entry.getValue().count)
                .reversed())
        .map(e -> e.getValue().count + " " + e.getKey() + ": " + e.getValue().example);
  }
}
