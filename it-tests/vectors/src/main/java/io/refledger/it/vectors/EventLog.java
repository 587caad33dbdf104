package io.refledger.it.vectors;

import java.util.ArrayList;
import java.util.List;

/** What happened since it was last looked at, in order. */
final class EventLog {
  private final List<List<Object>> events = new ArrayList<>();
  private final List<List<Object>> collections = new ArrayList<>();

  /** A death ({@code die}), a finalizer ({@code fin}) or a callback ({@code cb}). */
  void event(String name, int number) {
    events.add(List.of(name, number));
  }

  /** A collection that nobody asked for, with the sizes of the generations before. */
  void collection(int generation, int found, List<Integer> sizes) {
    collections.add(List.of(generation, found, sizes));
  }

  /** The events since the last call. */
  List<List<Object>> takeEvents() {
    var taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  /** The collections since the last call. */
  List<List<Object>> takeCollections() {
    var taken = List.copyOf(collections);
    collections.clear();
    return taken;
  }
}
