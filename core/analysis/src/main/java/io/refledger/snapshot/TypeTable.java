package io.refledger.snapshot;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntCursor;
import com.carrotsearch.hppc.cursors.IntObjectCursor;
import java.util.Optional;

/** The types of a snapshot, by their numbers. */
final class TypeTable {
  /** By type number; null for numbers that are no type's. */
  final ObjectType[] types;

  private final IntObjectHashMap<String> closerByType;

  private final IntIntHashMap classesByType;

  /**
   * A table.
   *
   * @param closerByType the closing methods of types that have one
   * @param classesByType the nodes that stand for the classes of types that can be unloaded
   */
  TypeTable(
      IntObjectHashMap<ObjectType> types,
      IntObjectHashMap<String> closerByType,
      IntIntHashMap classesByType) {
    int most = 0;
    for (IntCursor id : types.keys()) {
      most = Math.max(most, id.value);
    }
    this.types = new ObjectType[most + 1];
    for (IntObjectCursor<ObjectType> type : types) {
      this.types[type.key] = type.value;
    }
    this.closerByType = closerByType.clone();
    this.classesByType = classesByType.clone();
  }

  /** The type of that number, even if nothing is known of it. */
  ObjectType type(int id) {
    ObjectType known = id < types.length ? types[id] : null;
    return known == null ? ObjectType.unknown(id) : known;
  }

  Optional<String> closer(int type) {
    return Optional.ofNullable(closerByType.get(type));
  }

  int classes(int type) {
    return classesByType.getOrDefault(type, SnapshotBuilder.ABSENT);
  }
}
