package io.refledger.api;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.LedgerBridge;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The survivors of the time between two checkpoints.
 *
 * @param objects all of them, in the order of their slots
 * @param classes their classes, most bytes first
 * @param sites their classes and where they were allocated, most bytes first
 */
public record Growth(List<Tracked> objects, List<ClassGrowth> classes, List<SiteGrowth> sites) {
  private static final Comparator<ClassGrowth> CLASS_ORDER =
      Comparator.comparingLong(ClassGrowth::bytes).reversed().thenComparing(ClassGrowth::className);

  private static final Comparator<SiteGrowth> SITE_ORDER =
      Comparator.comparingLong(SiteGrowth::bytes)
          .reversed()
          .thenComparing(SiteGrowth::className)
          .thenComparing(site -> site.allocatedAt().map(Site::toString).orElse(""));

  /** Copies the lists. */
  public Growth {
    objects = List.copyOf(objects);
    classes = List.copyOf(classes);
    sites = List.copyOf(sites);
  }

  /**
   * The survivors of one class.
   *
   * @param className the class
   * @param count how many
   * @param bytes their size
   */
  public record ClassGrowth(String className, long count, long bytes) {
    private ClassGrowth with(long moreBytes) {
      return new ClassGrowth(className, count + 1, bytes + moreBytes);
    }
  }

  /**
   * The survivors of one class that were allocated at one place.
   *
   * @param className the class
   * @param allocatedAt the place, if it is known
   * @param count how many
   * @param bytes their size
   */
  public record SiteGrowth(String className, Optional<Site> allocatedAt, long count, long bytes) {
    private SiteGrowth with(long moreBytes) {
      return new SiteGrowth(className, allocatedAt, count + 1, bytes + moreBytes);
    }
  }

  /** Whether nothing survived. */
  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /** Adds the survivors up. Contract: births are off. */
  static Growth of(List<Tracked> survivors) {
    LedgerBridge bridge = Connection.bridge();
    Map<String, ClassGrowth> byClass = new HashMap<>();
    Map<SiteKey, SiteGrowth> bySite = new HashMap<>();
    for (Tracked survivor : survivors) {
      String className = survivor.className();
      int context = bridge.allocationContext(survivor.serial());
      long bytes = bridge.sizeBytes(survivor.serial());
      SiteKey site = new SiteKey(className, context);
      byClass.put(
          className, byClass.getOrDefault(className, new ClassGrowth(className, 0, 0)).with(bytes));
      SiteGrowth sum = bySite.get(site);
      if (sum == null) sum = new SiteGrowth(className, Site.of(context), 0, 0);
      bySite.put(site, sum.with(bytes));
    }
    return new Growth(
        survivors,
        byClass.values().stream().sorted(CLASS_ORDER).toList(),
        bySite.values().stream().sorted(SITE_ORDER).toList());
  }

  /** A class and the context of an allocation. */
  private record SiteKey(String className, int context) {}
}
