package io.refledger.report;

import io.refledger.leak.FindingKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The kinds of findings that a run could not have, because of its options. */
final class NotObserved {

  private NotObserved() {}

  /** Why, by kind; kinds that were looked for are not in it. */
  static Map<FindingKind, String> in(Map<String, String> options) {
    Map<FindingKind, String> reasons = new EnumMap<>(FindingKind.class);
    if (isOff(options, "locals")) {
      reasons.put(FindingKind.RESOURCE, "locals=off");
      reasons.put(FindingKind.SURVIVOR, "locals=off");
      reasons.put(FindingKind.CYCLE, "locals=off");
    }
    if (isOff(options, "resources")) {
      reasons.put(FindingKind.RESOURCE, "resources=off");
    }
    return reasons;
  }

  /** In one of the runs: a merged report has the values of all. */
  private static boolean isOff(Map<String, String> options, String key) {
    return List.of(options.getOrDefault(key, "").split(", ")).contains("off");
  }
}
