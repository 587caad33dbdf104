package io.refledger.audit;

import com.carrotsearch.hppc.BitSet;
import io.refledger.report.Audit;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.PendingObjects;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A dump names objects by address, the ledger by slot. A walk of the heap has left an entry for each
 * object that it met, which has both: it is in the dump too.
 *
 *   early   the heap holds it, and the ledger has no live record of it
 *   late    the ledger has a live record, and the heap has no such object
 *   wrong   a reference that the two see differently
 *
 * What the walk did not meet, because only frames hold it, is known by its class alone.
 */
/** The comparison of a snapshot of the ledger with the JVM's heap dump of the same moment. */
public final class HeapAgreement implements DumpVisitor {
  private static final int ABSENT = -1;
  private static final long[] NO_REFERENTS = {};

  /** What the map of ids has for an object without a slot. */
  private static final int NO_SLOT = -1;

  private final Snapshot snapshot;
  private final SlotFlags flags;
  private final JvmDump dump;

  /** By slot: the node + 1. */
  private final int[] nodeBySlot;

  private final IdMap slotById = new IdMap();
  private final BitSet found = new BitSet();
  private final Map<InstanceLayout, Map<ObjectType, int[]>> indexes = new HashMap<>();
  private final UnmetObjects unmet = new UnmetObjects();
  private final Disagreements disagreements = new Disagreements();
  private long edges;
  private long wrong;
  private long early;
  private long late;
  private long writtenByJvm;
  private long heldByFrames;
  private long heldByImmortals;
  private long heldByForeign;
  private long heldByFrozen;
  private long pending;

  private HeapAgreement(Snapshot snapshot, SlotFlags flags, Path file) {
    this.snapshot = snapshot;
    this.flags = flags;
    dump = JvmDump.readFrom(file);
    nodeBySlot = nodeBySlot(snapshot);
    dump.acceptMet((id, slot) -> slotById.put(id, slot == 0 ? NO_SLOT : slot));
  }

  /**
   * Read this first. Compares object by object and reference by reference.
   *
   * @param flags of the slots of both
   * @param dump taken while the result of a walk was alive
   * @throws IllegalArgumentException if the dump has no result of a walk
   */
  public static Audit compare(Snapshot snapshot, SlotFlags flags, Path dump) {
    var agreement = new HeapAgreement(snapshot, flags, dump);
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

  @Override
  public void instance(long id, InstanceLayout layout, long[] referents) {
    int node = compared(id, layout.className(), referents);
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
    int node = compared(id, className, elements);
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
    compared(id, className, NO_REFERENTS);
  }

  /** The node of an object, which is then found; ABSENT for one that is not compared. */
  private int compared(long id, String className, long[] referents) {
    int slot = slotById.get(id);
    if (slot == 0) {
      unmet.add(id, className, referents);
    }
    int node = node(slot);
    if (node != ABSENT && !found.get(node)) {
      found.set(node);
      return node;
    }
    // The record of an immortal may have been made after the snapshot, by what the audit loads.
    if (slot > 0 && !flags.isImmortal(slot)) {
      early++;
      disagreements.add("early", className, "in the heap, dead in the ledger");
    }
    return ABSENT;
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
    if (slot > 0 && node(slot) == ABSENT) {
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
    return node != ABSENT && flags.isImmortal(snapshot.slot(node)) ? ABSENT : node;
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
        if (!isThere && isConstant(node)) {
          writtenByJvm++;
        } else {
          compare(name, isThere ? node : ABSENT, reference.referent(), ABSENT);
        }
      }
    }
    expected.forEach((name, nodes) -> nodes.forEach(node -> compare(name, node, 0, ABSENT)));
  }

  /** A string that was interned may be a constant: those the JVM writes into static fields. */
  private boolean isConstant(int node) {
    return node != ABSENT
        && snapshot.type(node).className().equals("java.lang.String")
        && flags.isWeaklyHeld(snapshot.slot(node));
  }

  /**
   * What nobody found: something that never lets go has it, frames have it, or nobody has. Frames
   * come last: they are known by class alone.
   */
  private void findLate() {
    var lateObjects = new LateObjects(snapshot, flags, found);
    BitSet pendingObjects = PendingObjects.in(snapshot);
    unmet.reach(dump.frameRoots());
    int end = snapshot.objectCount();
    for (int node = lateObjects.late(0); node < end; node = lateObjects.late(node + 1)) {
      if (lateObjects.isImmortal(node)) {
        continue;
      }
      String className = snapshot.type(node).className();
      if (pendingObjects.get(node)) {
        pending++;
        disagreements.addNotJudged("pending", className, lateObjects.cause(node));
      } else if (lateObjects.isBelowImmortal(node)) {
        heldByImmortals++;
        disagreements.addNotJudged("below immortal objects", className, lateObjects.cause(node));
      } else if (lateObjects.isBelowForeign(node)) {
        heldByForeign++;
        disagreements.addNotJudged("below foreign objects", className, lateObjects.cause(node));
      } else if (lateObjects.isBelowFrozen(node)) {
        heldByFrozen++;
        disagreements.addNotJudged("below frozen objects", className, lateObjects.cause(node));
      } else if (unmet.takeHeldByFrames(className)) {
        heldByFrames++;
        disagreements.addNotJudged("held by frames", className, lateObjects.cause(node));
      } else {
        late++;
        disagreements.add("late", className, lateObjects.cause(node));
      }
    }
  }

  private Audit result() {
    return new Audit(
        objectsJudged(),
        edges,
        wrong,
        early,
        late,
        new Audit.Excluded(
            heldByFrames, writtenByJvm, pending, heldByImmortals, heldByForeign, heldByFrozen),
        disagreements.worst());
  }

  private long objectsJudged() {
    long judged = 0;
    for (int node = found.nextSetBit(0); node >= 0; node = found.nextSetBit(node + 1)) {
      judged += flags.isImmortal(snapshot.slot(node)) ? 0 : 1;
    }
    return judged;
  }
}
