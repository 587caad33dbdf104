package io.refledger.gate;

import java.util.Locale;

/**
 * What became of a line of the suppressions.
 *
 * @param findings how many findings it excused; of an expired one, how many it would have excused
 */
public record SuppressionUse(String line, State state, long findings) {

  /** The use of one line in two runs. */
  public SuppressionUse plus(SuppressionUse other) {
    boolean isUsed = state == State.USED || other.state == State.USED;
    return new SuppressionUse(line, isUsed ? State.USED : state, findings + other.findings);
  }

  /** Whether a suppression excuses anything. */
  public enum State {
    /** It excused findings. */
    USED,
    /** It matched none, and can go. */
    UNUSED,
    /** Its last day is over, and it excuses nothing. */
    EXPIRED;

    /** The word that reports use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
