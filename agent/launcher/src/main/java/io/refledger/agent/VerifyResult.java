package io.refledger.agent;

import io.refledger.agent.log.Console;
import io.refledger.agent.verify.DeathVerifier;
import io.refledger.agent.verify.DeathVerifier.EarlyDeath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what the check of deaths found. */
final class VerifyResult {
  private static final int MOST_LINES = 20;

  private VerifyResult() {}

  /**
   * Prints the outcome, one line for each kind of early death and one for the whole.
   *
   * @return sentences for the report
   */
  static List<String> tell(DeathVerifier verifier, ContextNames names) {
    for (String sentence : kinds(verifier, names)) {
      Console.line(sentence);
    }
    Console.line(
        String.format(
            "verify=deaths: %d points, %d deaths checked, %d early%s",
            verifier.pointsDone(),
            verifier.checked(),
            verifier.early().size(),
            verifier.isBlind() ? " (the JVM does not collect on demand: nothing is known)" : ""));
    return sentences(verifier, names);
  }

  /** What the report says of the deaths that were found early so far. */
  static List<String> sentences(DeathVerifier verifier, ContextNames names) {
    List<String> sentences = kinds(verifier, names);
    if (verifier.isBlind()) {
      sentences.add("verify=deaths: the JVM does not collect on demand, nothing was checked");
    }
    return sentences;
  }

  private static List<String> kinds(DeathVerifier verifier, ContextNames names) {
    Map<String, Integer> countByKind = new LinkedHashMap<>();
    for (EarlyDeath death : verifier.early()) {
      countByKind.merge(kind(death, names), 1, Integer::sum);
    }
    List<String> sentences = new ArrayList<>();
    for (Map.Entry<String, Integer> kind : countByKind.entrySet()) {
      if (sentences.size() < MOST_LINES) {
        sentences.add("verify=deaths: " + kind.getValue() + " early deaths of " + kind.getKey());
      }
    }
    return sentences;
  }

  private static String kind(EarlyDeath death, ContextNames names) {
    return death.className()
        + " at "
        + names.name(death.deathContext())
        + (death.isThere() ? "" : " (gone at exit)");
  }
}
