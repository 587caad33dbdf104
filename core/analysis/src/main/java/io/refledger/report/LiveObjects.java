package io.refledger.report;

import io.refledger.leak.ClassNames;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.PairNumbers;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live objects added up by class and by allocation site, most bytes first, as far as a report
 * lists them.
 *
 * @param classes how many classes have live objects, listed or not
 * @param sites how many pairs of class and allocation site have, listed or not
 */
public record LiveObjects(List<ByClass> byClass, List<BySite> bySite, int classes, int sites) {

  /** How many rows of each are listed: what is left out is small. */
  private static final int MOST_ROWS = 1000;

  private static final Comparator<ByClass> CLASS_ORDER =
      Comparator.comparingLong(ByClass::shallowBytes)
          .thenComparingLong(ByClass::count)
          .reversed()
          .thenComparing(ByClass::type);

  private static final Comparator<BySite> SITE_ORDER =
      Comparator.comparingLong(BySite::shallowBytes)
          .thenComparingLong(BySite::count)
          .reversed()
          .thenComparing(BySite::type)
          .thenComparing(BySite::allocatedAt, Frame.ORDER);

  /** The live objects of a class. */
  public record ByClass(String type, long count, long shallowBytes) {
    private ByClass plus(ByClass other) {
      return new ByClass(type, count + other.count, shallowBytes + other.shallowBytes);
    }
  }

  /** The live objects of a class that one site allocated. */
  public record BySite(String type, Optional<Frame> allocatedAt, long count, long shallowBytes) {
    private BySite plus(BySite other) {
      return new BySite(type, allocatedAt, count + other.count, shallowBytes + other.shallowBytes);
    }
  }

  /** Adds up the nodes of a snapshot. */
  public static LiveObjects of(Snapshot snapshot) {
    PairNumbers types = new PairNumbers();
    PairNumbers sites = new PairNumbers();
    List<Sum> sumByType = new ArrayList<>();
    List<Sum> sumBySite = new ArrayList<>();
    for (int node = 0; node < snapshot.objectCount(); node++) {
      int type = snapshot.type(node).id();
      int size = snapshot.sizeBytes(node);
      sum(types.of(type, 0), node, sumByType).add(size);
      sum(sites.of(type, snapshot.allocationContext(node)), node, sumBySite).add(size);
    }
    return new LiveObjects(
        sumByType.stream()
            .map(sum -> byClass(snapshot, sum))
            .sorted(CLASS_ORDER)
            .limit(MOST_ROWS)
            .toList(),
        sumBySite.stream()
            .map(sum -> bySite(snapshot, sum))
            .sorted(SITE_ORDER)
            .limit(MOST_ROWS)
            .toList(),
        sumByType.size(),
        sumBySite.size());
  }

  /**
   * The live objects of several JVMs together. Of what a JVM does not list the number of classes
   * and sites is not known: the largest one is told, if it is more than what is listed.
   */
  public static LiveObjects sum(List<LiveObjects> all) {
    Map<String, ByClass> byType = new LinkedHashMap<>();
    Map<List<Object>, BySite> bySite = new LinkedHashMap<>();
    int classes = 0;
    int sites = 0;
    for (LiveObjects one : all) {
      for (ByClass row : one.byClass) {
        byType.merge(row.type, row, ByClass::plus);
      }
      for (BySite row : one.bySite) {
        bySite.merge(List.of(row.type, row.allocatedAt), row, BySite::plus);
      }
      classes = Math.max(classes, one.classes);
      sites = Math.max(sites, one.sites);
    }
    return new LiveObjects(
        byType.values().stream().sorted(CLASS_ORDER).limit(MOST_ROWS).toList(),
        bySite.values().stream().sorted(SITE_ORDER).limit(MOST_ROWS).toList(),
        Math.max(classes, byType.size()),
        Math.max(sites, bySite.size()));
  }

  private static Sum sum(int number, int node, List<Sum> sumByNumber) {
    if (number == sumByNumber.size()) {
      sumByNumber.add(new Sum(node));
    }
    return sumByNumber.get(number);
  }

  private static ByClass byClass(Snapshot snapshot, Sum sum) {
    return new ByClass(typeName(snapshot, sum), sum.count, sum.bytes);
  }

  private static BySite bySite(Snapshot snapshot, Sum sum) {
    return new BySite(
        typeName(snapshot, sum), snapshot.allocatedAt(sum.anyNode), sum.count, sum.bytes);
  }

  private static String typeName(Snapshot snapshot, Sum sum) {
    return ClassNames.readable(snapshot.type(sum.anyNode).className());
  }

  /** Objects and bytes added up so far. */
  private static final class Sum {
    private final int anyNode;
    private long count;
    private long bytes;

    Sum(int anyNode) {
      this.anyNode = anyNode;
    }

    void add(int sizeBytes) {
      count++;
      bytes += sizeBytes;
    }
  }
}
