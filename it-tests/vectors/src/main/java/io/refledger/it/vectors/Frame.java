package io.refledger.it.vectors;

import java.util.LinkedHashMap;
import java.util.Map;

/** The locals of one running function, in the order in which they were first bound. */
final class Frame {
  private final LedgerHeap heap;
  private final Map<String, Integer> slotByName = new LinkedHashMap<>();

  Frame(LedgerHeap heap) {
    this.heap = heap;
  }

  /** The slot a local holds, 0 for null. */
  int get(String name) {
    return slotByName.getOrDefault(name, 0);
  }

  /** Binds a local to one more reference to {@code slot}; then drops what it held. */
  void set(String name, int slot) {
    moveIn(name, heap.pin(slot));
  }

  /** Binds a local to the pinned {@code slot}, taking its pin; then drops what it held. */
  void moveIn(String name, int slot) {
    heap.bind(slot);
    Integer old = slotByName.put(name, slot);
    heap.decref(old == null ? 0 : old);
  }

  /** Drops all locals, one after the other. */
  void leave() {
    slotByName.replaceAll(
        (name, slot) -> {
          heap.decref(slot);
          return 0;
        });
  }
}
