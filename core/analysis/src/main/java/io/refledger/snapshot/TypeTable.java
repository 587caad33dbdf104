package io.refledger.snapshot;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntCursor;
import com.carrotsearch.hppc.cursors.IntObjectCursor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The types of a snapshot, by their numbers. */
public final class TypeTable {
  /** By type number; null for numbers that are no type's. */
  final ObjectType[] types;

  private final HeapLayout layout;
  private final IntObjectHashMap<Declaration> declarationByType;
  private final IntObjectHashMap<String> closerByType;
  private final IntIntHashMap classesByType;

  /**
   * A table.
   *
   * @param declarationByType what classes declare, as far as it is known
   * @param closerByType the closing methods of types that have one
   * @param classesByType the nodes that stand for the classes of types that can be unloaded
   */
  TypeTable(
      HeapLayout layout,
      IntObjectHashMap<ObjectType> types,
      IntObjectHashMap<Declaration> declarationByType,
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
    this.layout = layout;
    this.declarationByType = declarationByType.clone();
    this.closerByType = closerByType.clone();
    this.classesByType = classesByType.clone();
  }

  /** How the JVM lays their objects out. */
  public HeapLayout layout() {
    return layout;
  }

  /** All of them, by number. */
  public List<ObjectType> all() {
    return Arrays.stream(types).filter(Objects::nonNull).toList();
  }

  /** What the class of a type declares; nothing if nothing is known. */
  public Declaration declaration(ObjectType type) {
    return declarationByType.getOrDefault(type.id(), Declaration.NONE);
  }

  /** The type of that number, even if nothing is known of it. */
  public ObjectType type(int id) {
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
