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
    List<EarlyDeath> early = verifier.early();
    Map<String, Integer> countByKind = new LinkedHashMap<>();
    for (EarlyDeath death : early) {
      countByKind.merge(kind(death, names), 1, Integer::sum);
    }
    List<String> sentences = new ArrayList<>();
    for (Map.Entry<String, Integer> kind : countByKind.entrySet()) {
      if (sentences.size() < MOST_LINES) {
        sentences.add("verify=deaths: " + kind.getValue() + " early deaths of " + kind.getKey());
      }
    }
    for (String sentence : sentences) {
      Console.line(sentence);
    }
    if (verifier.isBlind()) {
      sentences.add("verify=deaths: the JVM does not collect on demand, nothing was checked");
    }
    Console.line(
        String.format(
            "verify=deaths: %d points, %d deaths checked, %d early%s",
            verifier.pointsDone(),
            verifier.checked(),
            early.size(),
            verifier.isBlind() ? " (the JVM does not collect on demand: nothing is known)" : ""));
    return sentences;
  }

  private static String kind(EarlyDeath death, ContextNames names) {
    return death.className()
        + " at "
        + names.name(death.deathContext())
        + (death.isThere() ? "" : " (gone at exit)");
  }
}
