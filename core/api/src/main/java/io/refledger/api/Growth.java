package io.refledger.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The survivors of the time between two checkpoints.
 *
 * @param objects all of them, in the order of their slots
 * @param classes their classes, most bytes first
 */
public record Growth(List<Tracked> objects, List<ClassGrowth> classes) {
  /**
   * The survivors of one class.
   *
   * @param className the class
   * @param count how many
   * @param bytes their size
   */
  public record ClassGrowth(String className, long count, long bytes) {}

  /** Whether nothing survived. */
  public boolean isEmpty() {
    return objects.isEmpty();
  }

  static Growth of(List<Tracked> survivors, Map<String, long[]> byClass) {
    List<ClassGrowth> classes = new ArrayList<>();
    byClass.forEach((name, sums) -> classes.add(new ClassGrowth(name, sums[0], sums[1])));
    classes.sort(
        Comparator.comparingLong(ClassGrowth::bytes)
            .reversed()
            .thenComparing(ClassGrowth::className));
    return new Growth(List.copyOf(survivors), List.copyOf(classes));
  }
}
