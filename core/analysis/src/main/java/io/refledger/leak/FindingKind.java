package io.refledger.leak;

import java.util.Locale;
import java.util.Optional;

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

  /** The kind of this name, in upper or lower case. */
  public static Optional<FindingKind> named(String name) {
    for (FindingKind kind : values()) {
      if (kind.name().equalsIgnoreCase(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The word that options use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a finding of this kind says something about the verdict. */
  public boolean isVerdictRelevant() {
    return this != CYCLE;
  }
}
