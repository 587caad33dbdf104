package io.refledger.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Disagreements by kind and by class or reference, each with its first example. */
final class Disagreements {
  private static final int MOST = 30;

  private final Map<String, Kind> kinds = new LinkedHashMap<>();

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

  /** The most frequent ones as sentences, most frequent first. */
  List<String> worst() {
    List<Map.Entry<String, Kind>> all = new ArrayList<>(kinds.entrySet());
    all.sort(
        Comparator.comparingLong((Map.Entry<String, Kind> entry) -> entry.getValue().count)
            .reversed());
    return all.stream()
        .limit(MOST)
        .map(e -> e.getValue().count + " " + e.getKey() + ": " + e.getValue().example)
        .toList();
  }
}
