package io.refledger.junit5;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The objects that tests have asked to be dead at their end, by observation: serials alone. */
final class TrackedObjects {
  private static final Map<Integer, List<Long>> SERIALS = new ConcurrentHashMap<>();

  private TrackedObjects() {}

  static void add(int observation, long serial) {
    SERIALS.compute(
        observation,
        (number, serials) -> {
          List<Long> all = serials == null ? new ArrayList<>() : serials;
          all.add(serial);
          return all;
        });
  }

  /** Takes the serials of an observation that ends. */
  static long[] take(int observation) {
    List<Long> serials = SERIALS.remove(observation);
    return serials == null ? new long[0] : serials.stream().mapToLong(Long::longValue).toArray();
  }
}
