package io.refledger.agent;

import io.refledger.report.top.TopFigures;
import io.refledger.rt.Ledger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How many objects of each class live, and how that changes; for one thread. */
final class LiveClasses {
  private static final int MOST_SHOWN = 100;
  private static final Comparator<TopFigures.LiveClass> GROWN_MOST =
      Comparator.comparingLong(TopFigures.LiveClass::grown)
          .thenComparingLong(TopFigures.LiveClass::bytes)
          .reversed()
          .thenComparing(TopFigures.LiveClass::name);

  private final RuntimeLink runtime;

  /** By type, as all arrays here. Null before the first count. */
  private long[] first;

  private long[] last;
  private long[] counts = new long[256];
  private long[] bytes = new long[256];

  LiveClasses(RuntimeLink runtime) {
    this.runtime = runtime;
  }

  /** Read this first. The classes that grew most since the first count. Visits every record. */
  List<TopFigures.LiveClass> count() {
    countByType();
    if (first == null) {
      first = counts.clone();
      last = first;
    }
    List<TopFigures.LiveClass> classes = new ArrayList<>();
    for (int type = 1; type < counts.length; type++) {
      if (counts[type] > 0 || at(first, type) > 0) {
        classes.add(
            new TopFigures.LiveClass(
                runtime.classNameOfType(type),
                counts[type],
                bytes[type],
                counts[type] - at(first, type),
                counts[type] - at(last, type)));
      }
    }
    last = counts.clone();
    return classes.stream().sorted(GROWN_MOST).limit(MOST_SHOWN).toList();
  }

  private void countByType() {
    Arrays.fill(counts, 0);
    Arrays.fill(bytes, 0);
    Ledger ledger = runtime.ledger();
    for (int slot = 1, end = ledger.highWater(); slot <= end; slot++) {
      if (ledger.isLive(slot) && !ledger.isImmortal(slot)) {
        int type = ledger.typeOf(slot);
        if (type >= counts.length) {
          counts = Arrays.copyOf(counts, 2 * type);
          bytes = Arrays.copyOf(bytes, 2 * type);
        }
        counts[type]++;
        bytes[type] += ledger.sizeOf(slot);
      }
    }
  }

  private static long at(long[] byType, int type) {
    return type < byType.length ? byType[type] : 0;
  }
}
