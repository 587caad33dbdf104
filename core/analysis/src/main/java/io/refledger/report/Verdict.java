package io.refledger.report;

import java.util.Locale;

/** What a report says in one word. */
public enum Verdict {
  /** Nothing that a gate could fail on. */
  CLEAN,
  /** At least one verdict-relevant finding. */
  FINDINGS,
  /** A gate looked at the findings and failed the run. */
  GATE_FAILED,
  /** Something was not seen or not right: neither clean nor findings can be trusted. */
  INCOMPLETE;

  /** The word that reports use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
