package io.refledger.audit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The objects of a dump that the walk of the heap did not meet, so that their slots are not known:
 * they hang on the locals of running frames, or on what the JVM keeps for itself.
 */
final class UnmetObjects {
  private final Map<Long, String> classNameById = new HashMap<>();
  private final Map<Long, long[]> referentsById = new HashMap<>();
  private final Map<String, Integer> heldByFrames = new HashMap<>();

  /** One more. */
  void add(long id, String className, long[] referents) {
    classNameById.put(id, className);
    referentsById.put(id, referents);
  }

  /** After this, those that can be got to from these roots, and only from them, are counted. */
  void reach(Set<Long> roots) {
    var open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      long id = open.pop();
      String className = classNameById.remove(id);
      if (className != null) {
        heldByFrames.merge(className, 1, Integer::sum);
        for (long referent : referentsById.remove(id)) {
          open.push(referent);
        }
      }
    }
  }

  /** Whether frames hold one more object of a class than was asked for. */
  boolean takeHeldByFrames(String className) {
    int left = heldByFrames.getOrDefault(className, 0);
    if (left == 0) {
      return false;
    }
    heldByFrames.put(className, left - 1);
    return true;
  }
}
