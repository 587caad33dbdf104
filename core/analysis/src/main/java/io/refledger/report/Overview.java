package io.refledger.report;

import io.refledger.graph.HeapView;
import io.refledger.snapshot.LiveCurve;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole heap at a glance, added up.
 *
 * @param retained retained bytes: below an allocation site what its objects dominate
 * @param held live objects: below a root the references that lead to them, nearest way first
 * @param past what lived at instants of the past, the oldest first
 */
public record Overview(
    WeightTree retained, WeightTree held, List<HeapInstant> past, Deaths deaths) {
  /** Nothing is known. */
  public static final Overview NONE =
      new Overview(WeightTree.EMPTY, WeightTree.EMPTY, List.of(), Deaths.NONE);

  public Overview {
    past = List.copyOf(past);
  }

  /**
   * The heap at an instant.
   *
   * @param clock the births until then
   * @param objects the objects that lived in the ledger
   * @param liveBytes their shallow sizes
   * @param heapUsedBytes the bytes in use of the JVM's heap, dead objects too; 0 if not known
   */
  public record HeapInstant(long clock, long objects, long liveBytes, long heapUsedBytes) {}

  /** The overview of a heap. Takes time in proportion to it. */
  static Overview of(HeapView heap) {
    return new Overview(
        RetainedTree.of(heap),
        HeldTree.of(heap),
        past(heap.snapshot().liveCurve()),
        Deaths.of(heap.snapshot()));
  }

  private static List<HeapInstant> past(LiveCurve curve) {
    List<HeapInstant> past = new ArrayList<>();
    for (int i = 0; i < curve.size(); i++) {
      past.add(
          new HeapInstant(
              curve.clock(i), curve.totalCount(i), curve.totalBytes(i), curve.heapUsed(i)));
    }
    return past;
  }
}
