package io.refledger.leak;

/** The kinds of findings, in the order in which a report shows them. */
public enum FindingKind {
  /** Objects of one allocation site, held through the same references, that keep adding up. */
  GROWTH,
  /** A resource that died, or lives on and grows in number, without having been closed. */
  RESOURCE,
  /** An object that was asserted dead and is alive. */
  SURVIVOR,
  /** Garbage that only the cycle detector could free. Information. */
  CYCLE;

  /** Whether a finding of this kind says something about the verdict. */
  public boolean isVerdictRelevant() {
    return this != CYCLE;
  }
}
