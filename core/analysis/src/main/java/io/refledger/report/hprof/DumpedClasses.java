package io.refledger.report.hprof;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import io.refledger.snapshot.Declaration;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classes of a dump: those that the ledger knows, and those that a dump must have. */
final class DumpedClasses {
  private static final String REFERENCE = "java.lang.ref.Reference";

  /** What tools look for; the arrays of primitives because their records name no class. */
  private static final List<String> REQUIRED =
      List.of(
          DumpedClass.OBJECT,
          "java.lang.Class",
          "java.lang.ClassLoader",
          "java.lang.String",
          "java.lang.Thread",
          REFERENCE,
          "java.lang.ref.SoftReference",
          "java.lang.ref.WeakReference",
          "java.lang.ref.FinalReference",
          "java.lang.ref.PhantomReference",
          "[Z",
          "[C",
          "[F",
          "[D",
          "[B",
          "[S",
          "[I",
          "[J");

  private static final int CLASS_BYTES = 128;
  private static final int ALIGNMENT = 8;

  private final Snapshot snapshot;
  private final long firstId;
  private final List<DumpedClass> all = new ArrayList<>();
  private final IntObjectHashMap<DumpedClass> byType = new IntObjectHashMap<>();
  private final Map<String, DumpedClass> byName = new HashMap<>();
  private final IntIntHashMap sizeByType = new IntIntHashMap();

  /**
   * The classes of a snapshot.
   *
   * @param others names of classes that need not be the snapshot's
   */
  DumpedClasses(Snapshot snapshot, ObjectIds ids, Collection<String> others) {
    this.snapshot = snapshot;
    firstId = (ids.end() + CLASS_BYTES) & -CLASS_BYTES;
    List<ObjectType> known = snapshot.types().all().stream().filter(ObjectType::isKnown).toList();
    Map<String, ObjectType> typeByName = new HashMap<>();
    known.forEach(type -> typeByName.putIfAbsent(type.className(), type));
    add(typeByName.getOrDefault(DumpedClass.OBJECT, nameless(DumpedClass.OBJECT)));
    known.forEach(this::add);
    REQUIRED.forEach(this::addIfMissing);
    others.forEach(this::addIfMissing);
    for (int node = snapshot.objectCount() - 1; node >= 0; node--) {
      sizeByType.put(snapshot.type(node).id(), snapshot.sizeBytes(node));
    }
  }

  private void addIfMissing(String name) {
    if (!byName.containsKey(name)) {
      add(nameless(name));
    }
  }

  /** A class of which nothing but the name is known; no number is below 0 but its. */
  private ObjectType nameless(String name) {
    return new ObjectType(-all.size() - 1, name, List.of());
  }

  /** VisualVM opens no dump in which references have no such field. */
  private static List<String> withReferent(String className, List<String> names) {
    boolean isMissing = className.equals(REFERENCE) && !names.contains(DumpedGraph.REFERENT);
    if (!isMissing) {
      return names;
    }
    List<String> all = new ArrayList<>(names);
    all.add(DumpedGraph.REFERENT);
    return all;
  }

  private DumpedClass add(ObjectType type) {
    DumpedClass known = byType.get(type.id());
    if (known != null) {
      return known;
    }
    Declaration declaration = snapshot.types().declaration(type);
    Optional<DumpedClass> superclass = superclass(type, declaration);
    var complete =
        new ObjectType(
            type.id(), type.className(), withReferent(type.className(), type.referenceNames()));
    int serial = all.size() + 1;
    long id = firstId + (long) all.size() * CLASS_BYTES;
    var added = new DumpedClass(complete, declaration, superclass, id, serial);
    all.add(added);
    byType.put(type.id(), added);
    byName.putIfAbsent(type.className(), added);
    return added;
  }

  private Optional<DumpedClass> superclass(ObjectType type, Declaration declaration) {
    if (type.className().equals(DumpedClass.OBJECT)) {
      return Optional.empty();
    }
    ObjectType above = snapshot.types().type(declaration.superType());
    if (declaration.superType() != 0 && above.isKnown()) {
      return Optional.of(add(above));
    }
    boolean isReference =
        REQUIRED.contains(type.className()) && type.className().endsWith("Reference");
    String usual = isReference && byName.containsKey(REFERENCE) ? REFERENCE : DumpedClass.OBJECT;
    return Optional.of(byName.get(usual));
  }

  /** All of them; superclasses come first. */
  List<DumpedClass> all() {
    return all;
  }

  /** The class of a known type. */
  DumpedClass of(ObjectType type) {
    return byType.get(type.id());
  }

  /** The first class of a name that was to be there. */
  DumpedClass named(String name) {
    return byName.get(name);
  }

  /** What an instance takes in the heap, as the ledger has measured it or by the fields. */
  int instanceBytes(DumpedClass dumped) {
    int measured = sizeByType.getOrDefault(dumped.type().id(), 0);
    if (measured > 0) {
      return measured;
    }
    var layout = snapshot.types().layout();
    int bytes = layout.headerBytes() + dumped.fieldBytes(layout.referenceBytes());
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }
}
