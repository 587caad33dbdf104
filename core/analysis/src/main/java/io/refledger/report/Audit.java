package io.refledger.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the ledger agreed with the JVM's own heap.
 *
 * @param worst the disagreements with most objects, as sentences
 */
public record Audit(
    long objects,
    long edges,
    long wrong,
    long early,
    long late,
    Excluded excluded,
    List<String> worst) {

  /**
   * What was left out of the comparison, because the two views must differ there.
   *
   * @param frames objects that only locals of running frames, or natives, hold
   * @param vm references that the JVM itself writes
   * @param pending objects that hang on a reference whose referent is dead
   * @param immortal objects below one that the ledger never lets die
   * @param foreign objects below one that may be held by what is not woven
   * @param frozen objects below one in the permanent generation, which no collection looks at
   */
  public record Excluded(
      long frames, long vm, long pending, long immortal, long foreign, long frozen) {
    private Excluded plus(Excluded other) {
      return new Excluded(
          frames + other.frames,
          vm + other.vm,
          pending + other.pending,
          immortal + other.immortal,
          foreign + other.foreign,
          frozen + other.frozen);
    }
  }

  /** The audits of two JVMs together. */
  Audit plus(Audit other) {
    List<String> sentences = new ArrayList<>(worst);
    sentences.addAll(other.worst);
    return new Audit(
        objects + other.objects,
        edges + other.edges,
        wrong + other.wrong,
        early + other.early,
        late + other.late,
        excluded.plus(other.excluded),
        List.copyOf(sentences));
  }
}
