package io.refledger.audit;

import io.refledger.report.Audit;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A dump names objects by address. The list of a search of the heap is in the dump too, and its
 * owner knows the slot at every place of it: that is how an id gets its slot, and a slot its node.
 *
 *   early   the heap holds it, and the ledger has no live record of it
 *   late    the ledger has a live record, and neither the list nor what frames hold explains it
 *   wrong   a reference that the two see differently
 */
/** The comparison of a snapshot of the ledger with the JVM's heap dump of the same moment. */
public final class HeapAgreement implements DumpVisitor {
  private static final int ABSENT = -1;
  private static final String WALK = "io.refledger.rt.HeapWalk";

  private final Snapshot snapshot;
  private final HeapObjects listed;
  private final JvmDump dump;

  /** By slot: the node + 1. */
  private final int[] nodeBySlot;

  private final IdMap slotById;

  /** Everything that the search met, with slot or without. */
  private final IdMap met;

  private final BitSet found = new BitSet();
  private final Map<InstanceLayout, Map<ObjectType, int[]>> indexes = new HashMap<>();
  private final Map<String, Integer> unmetByClass = new HashMap<>();
  private final Disagreements disagreements = new Disagreements();
  private long edges;
  private long wrong;
  private long early;
  private long late;
  private long writtenByJvm;
  private long heldByFrames;
  private long heldByImmortals;
  private long heldByForeign;

  private HeapAgreement(Snapshot snapshot, HeapObjects listed, Path file) {
    this.snapshot = snapshot;
    this.listed = listed;
    dump = JvmDump.readFrom(file);
    nodeBySlot = nodeBySlot(snapshot);
    long[] ids = dump.elements(WALK, "objects");
    slotById = new IdMap(listed.size());
    for (int i = 0; i < listed.size(); i++) {
      slotById.put(ids[i], listed.slot(i));
    }
    long[] all = dump.elements(WALK, "met");
    met = new IdMap(all.length);
    for (long id : all) {
      if (id != 0) {
        met.put(id, 1);
      }
    }
  }

  /**
   * Read this first. Compares object by object and reference by reference.
   *
   * @param listed the list that the dump shows, by the one who knows the slots
   * @throws IllegalArgumentException if the dump does not show the list
   */
  public static Audit compare(Snapshot snapshot, HeapObjects listed, Path dump) {
    var agreement = new HeapAgreement(snapshot, listed, dump);
    agreement.findListed();
    agreement.dump.accept(agreement);
    agreement.compareStatics();
    agreement.findLate();
    return agreement.result();
  }

  private static int[] nodeBySlot(Snapshot snapshot) {
    int[] nodeBySlot = new int[16];
    for (int node = 0; node < snapshot.objectCount(); node++) {
      int slot = snapshot.slot(node);
      if (slot >= nodeBySlot.length) {
        nodeBySlot = Arrays.copyOf(nodeBySlot, 2 * slot);
      }
      nodeBySlot[slot] = node + 1;
    }
    return nodeBySlot;
  }

  private int node(int slot) {
    return slot > 0 && slot < nodeBySlot.length ? nodeBySlot[slot] - 1 : ABSENT;
  }

  /** After this, found has the nodes of the list; what has none, or another's, is early. */
  private void findListed() {
    for (int i = 0; i < listed.size(); i++) {
      int slot = listed.slot(i);
      int node = node(slot);
      if (node == ABSENT && listed.isImmortal(slot)) {
        // Its record was made after the snapshot, by what the audit itself loads.
        continue;
      }
      if (node == ABSENT || found.get(node)) {
        early++;
        disagreements.add("early", listed.className(i), "in the heap, dead in the ledger");
      } else {
        found.set(node);
      }
    }
  }

  @Override
  public void instance(long id, InstanceLayout layout, long[] referents) {
    int node = compared(id, layout.className());
    if (node == ABSENT) {
      return;
    }
    int[] indexByReference = indexes(layout, snapshot.type(node));
    int[] edgeByIndex = edges(node);
    for (int i = 0; i < referents.length; i++) {
      int edge = indexByReference[i] < 0 ? ABSENT : edgeByIndex[indexByReference[i]];
      compare(layout.names().get(i), edge, referents[i]);
    }
  }

  @Override
  public void array(long id, String className, long[] elements) {
    int node = compared(id, className);
    if (node == ABSENT) {
      return;
    }
    int[] edgeByIndex = edges(node);
    String reference = snapshot.type(node).className() + " []";
    for (int i = 0; i < elements.length; i++) {
      compare(reference, i < edgeByIndex.length ? edgeByIndex[i] : ABSENT, elements[i]);
    }
  }

  @Override
  public void primitives(long id, String className) {
    compared(id, className);
  }

  /** The node of an object, ABSENT for one that is not compared. */
  private int compared(long id, String className) {
    int slot = slotById.get(id);
    if (slot == 0 && met.get(id) == 0) {
      unmetByClass.merge(className, 1, Integer::sum);
    }
    return node(slot);
  }

  /** For each reference of a layout the ledger's index, -1 where it has none. */
  private int[] indexes(InstanceLayout layout, ObjectType type) {
    return indexes
        .computeIfAbsent(layout, l -> new HashMap<>())
        .computeIfAbsent(
            type, t -> layout.names().stream().mapToInt(t.referenceNames()::indexOf).toArray());
  }

  /** The edges of a node by reference index. */
  private int[] edges(int node) {
    int end = snapshot.firstEdge(node + 1);
    int highest = ABSENT;
    for (int edge = snapshot.firstEdge(node); edge < end; edge++) {
      highest = Math.max(highest, snapshot.referenceIndex(edge));
    }
    int[] edgeByIndex = new int[Math.max(highest + 1, snapshot.type(node).referenceNames().size())];
    Arrays.fill(edgeByIndex, ABSENT);
    for (int edge = snapshot.firstEdge(node); edge < end; edge++) {
      edgeByIndex[snapshot.referenceIndex(edge)] = edge;
    }
    return edgeByIndex;
  }

  private void compare(String reference, int edge, long referentId) {
    int expected = edge == ABSENT ? ABSENT : snapshot.referent(edge);
    compare(reference, expected, referentId, edge);
  }

  private void compare(String reference, int expected, long referentId, int edge) {
    int slot = slotById.get(referentId);
    int actual = counted(node(slot));
    if (counted(expected) == ABSENT && actual == ABSENT) {
      return;
    }
    if (reference.equals("java.lang.ref.Reference#referent")) {
      return;
    }
    edges++;
    if (expected == actual) {
      return;
    }
    if (WrittenByJvm.includes(reference)) {
      writtenByJvm++;
      return;
    }
    if (slot != 0 && node(slot) == ABSENT) {
      // Counted as an early death already.
      return;
    }
    wrong++;
    String where =
        edge == ABSENT ? "" : snapshot.storedAt(edge).map(f -> ", stored at " + f).orElse("");
    disagreements.add(
        "wrong", reference, "ledger " + name(expected) + ", heap " + name(actual) + where);
  }

  /** References to immortal objects are counted nowhere. */
  private int counted(int node) {
    return node != ABSENT && listed.isImmortal(snapshot.slot(node)) ? ABSENT : node;
  }

  private String name(int node) {
    return node == ABSENT ? "nothing" : snapshot.type(node).className();
  }

  /** Classes of one name cannot be told apart here: their statics are compared as a set. */
  private void compareStatics() {
    Map<String, List<Integer>> expected = new HashMap<>();
    for (StaticEdge edge : snapshot.staticEdges()) {
      expected.computeIfAbsent(edge.field(), f -> new ArrayList<>()).add(edge.referent());
    }
    for (DumpClass c : dump.classes()) {
      for (DumpClass.StaticReference reference : c.statics()) {
        String name = c.name() + "#" + reference.name();
        Integer node = node(slotById.get(reference.referent()));
        boolean isThere = expected.getOrDefault(name, new ArrayList<>()).remove(node);
        compare(name, isThere ? node : ABSENT, reference.referent(), ABSENT);
      }
    }
    expected.forEach((name, nodes) -> nodes.forEach(node -> compare(name, node, 0, ABSENT)));
  }

  /** What nobody found: something that never lets go has it, frames have it, or nobody has. */
  private void findLate() {
    var lateObjects = new LateObjects(snapshot, listed, found);
    int end = snapshot.objectCount();
    for (int node = lateObjects.late(0); node < end; node = lateObjects.late(node + 1)) {
      if (lateObjects.isImmortal(node)) {
        continue;
      }
      String className = snapshot.type(node).className();
      if (takeUnmet(className)) {
        heldByFrames++;
      } else if (lateObjects.isBelowImmortal(node)) {
        heldByImmortals++;
      } else if (lateObjects.isBelowForeign(node)) {
        heldByForeign++;
      } else {
        late++;
        disagreements.add("late", className, lateObjects.cause(node));
      }
    }
  }

  /** Whether the dump has one more object of a class that the search did not meet. */
  private boolean takeUnmet(String className) {
    Integer unmet = unmetByClass.get(className);
    if (unmet == null || unmet == 0) {
      return false;
    }
    unmetByClass.put(className, unmet - 1);
    return true;
  }

  private Audit result() {
    return new Audit(
        found.stream().filter(node -> !listed.isImmortal(snapshot.slot(node))).count(),
        edges,
        wrong,
        early,
        late,
        new Audit.Excluded(heldByFrames, writtenByJvm, 0, heldByImmortals, heldByForeign),
        disagreements.worst());
  }
}
