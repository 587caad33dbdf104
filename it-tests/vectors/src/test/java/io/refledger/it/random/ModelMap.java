package io.refledger.it.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A map of the model; keys are equal if they are the same. */
final class ModelMap extends ModelCollection {
  /** The class of a map. */
  enum Kind {
    HASH,
    LINKED,
    TREE
  }

  /** A key with its value. */
  static final class Entry {
    final ModelObject key;
    ModelObject value;

    Entry(ModelObject key, ModelObject value) {
      this.key = key;
      this.value = value;
    }
  }

  private static final int FIRST_TABLE = 16;

  final Kind kind;

  /** In the order in which they were put. */
  final List<Entry> entries = new ArrayList<>();

  /** The length of a hash map's table, which never shrinks. */
  private int table = FIRST_TABLE;

  /** Whether a view was asked for: the map and the view refer to each other from then on. */
  boolean hasView;

  ModelMap(Kind kind) {
    super(Type.MAP, true);
    this.kind = kind;
  }

  /** The entry of a key; null if there is none. */
  Entry entry(ModelObject key) {
    return entries.stream().filter(e -> e.key == key).findFirst().orElse(null);
  }

  void add(Entry entry) {
    entries.add(entry);
    while (entries.size() > table * 3 / 4) {
      table *= 2;
    }
  }

  /** The entries in the order of iterators. */
  List<Entry> iterated() {
    List<Entry> iterated = new ArrayList<>(entries);
    if (kind == Kind.HASH) {
      iterated.sort(Comparator.comparingInt(e -> number(e.key) & (table - 1)));
    } else if (kind == Kind.TREE) {
      iterated.sort(Comparator.comparingInt(e -> number(e.key)));
    }
    return iterated;
  }

  private static int number(ModelObject key) {
    return key == null ? 0 : key.id;
  }

  @Override
  List<ModelObject> held() {
    List<ModelObject> held = new ArrayList<>();
    for (Entry entry : entries) {
      held.add(entry.key);
      held.add(entry.value);
    }
    return held;
  }

  @Override
  boolean isCyclic() {
    return hasView || (kind != Kind.HASH && entries.size() > 1);
  }
}
