package io.refledger.snapshot;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntIntCursor;
import io.refledger.rt.spi.SnapshotVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a snapshot from what the ledger tells a visitor. For one use, by one thread. */
public final class SnapshotBuilder implements SnapshotVisitor {

  static final int ABSENT = -1;

  private final IntObjectHashMap<ObjectType> types = new IntObjectHashMap<>();
  private final IntObjectHashMap<Declaration> declarationByType = new IntObjectHashMap<>();
  private final IntObjectHashMap<String> closerByType = new IntObjectHashMap<>();
  private final IntIntHashMap classesSlotByType = new IntIntHashMap();
  private final Frames frames = new Frames();
  private final IntArrayList objectRows = new IntArrayList();
  private final EdgeColumns.Collector edges = new EdgeColumns.Collector();
  private final List<StaticEdge> staticEdges = new ArrayList<>();
  private final CycleCollector cycles = new CycleCollector(this::className, this::frame);
  private final List<DeathKind> deaths = new ArrayList<>();
  private final List<UnclosedKind> unclosed = new ArrayList<>();
  private final Map<Integer, String> localByContext = new HashMap<>();
  private final List<RunningThread> threads = new ArrayList<>();
  private final LiveCurve.Collector liveCurve = new LiveCurve.Collector();
  private final WatchedClasses.Collector watched = new WatchedClasses.Collector();
  private final NodeSets sets =
      new NodeSets(new BitSet(), new BitSet(), new BitSet(), new BitSet(), new BitSet());
  private long unclosedLeftOut;
  private HeapLayout layout = HeapLayout.USUAL;
  private int[] nodeBySlot = new int[0];

  /** The snapshot of everything visited so far. */
  public Snapshot build() {
    var objects = new ObjectColumns(objectRows);
    var edgeColumns = edges.sortedByReferrer(objects.nodes());
    return new Snapshot(
        new TypeTable(layout, types, declarationByType, closerByType, classesByType()),
        frames,
        objects,
        sets,
        edgeColumns,
        new Roots(staticEdges, threads, localByContext),
        new DeadKinds(cycles.kinds(), deaths, unclosed, unclosedLeftOut),
        liveCurve.build(),
        watched.build(
            this::frame,
            this::className,
            this::node,
            node -> objects.get(ObjectColumns.TYPE, node)));
  }

  /** The nodes that stand for the classes of types that can be unloaded. */
  private IntIntHashMap classesByType() {
    IntIntHashMap classesByType = new IntIntHashMap();
    for (IntIntCursor classes : classesSlotByType) {
      classesByType.put(classes.key, node(classes.value));
    }
    return classesByType;
  }

  @Override
  public void layout(int headerBytes, int arrayHeaderBytes, int referenceBytes) {
    layout = new HeapLayout(headerBytes, arrayHeaderBytes, referenceBytes);
  }

  @Override
  public void type(int typeId, String className, String[] referenceNames) {
    List<String> names = referenceNames == null ? List.of() : List.of(referenceNames);
    types.put(typeId, new ObjectType(typeId, className, names));
  }

  @Override
  public void declared(int typeId, int superType, String[] primitives, String[] statics) {
    declarationByType.put(
        typeId, new Declaration(superType, List.of(primitives), List.of(statics)));
  }

  @Override
  public void closable(int typeId, String closer) {
    closerByType.put(typeId, closer);
  }

  @Override
  public void unloadable(int typeId, int slot) {
    classesSlotByType.put(typeId, slot);
  }

  @Override
  public void context(
      int contextId,
      String className,
      String method,
      String file,
      int line,
      boolean application,
      int calledFrom) {
    String knownFile = file == null ? "" : file;
    frames.add(contextId, className, method, knownFile, Math.max(line, 0), application, calledFrom);
  }

  @Override
  public void object(
      int slot,
      int typeId,
      int allocationContext,
      int birthClock,
      int dropContext,
      int dropClock,
      int refs,
      int pins,
      int generation,
      int sizeBytes) {
    noteNode(slot, ObjectColumns.nodesIn(objectRows));
    objectRows.add(
        slot,
        typeId,
        allocationContext,
        birthClock,
        dropContext,
        dropClock,
        refs,
        pins,
        generation,
        sizeBytes);
    if (!types.containsKey(typeId)) {
      types.put(typeId, ObjectType.unknown(typeId));
    }
  }

  @Override
  public void immortal(int slot) {
    if (node(slot) != ABSENT) {
      sets.immortal().set(node(slot));
    }
  }

  @Override
  public void foreign(int slot) {
    if (node(slot) != ABSENT) {
      sets.foreign().set(node(slot));
    }
  }

  @Override
  public void outlived(int slot) {
    if (node(slot) != ABSENT) {
      sets.outlived().set(node(slot));
    }
  }

  @Override
  public void open(int slot) {
    if (node(slot) != ABSENT) {
      sets.open().set(node(slot));
    }
  }

  @Override
  public void openWrapper(int slot) {
    if (node(slot) != ABSENT) {
      sets.openWrapper().set(node(slot));
    }
  }

  @Override
  public void edge(int referrer, int index, int referent, int storeContext) {
    edges.add(node(referrer), index, node(referent), storeContext);
  }

  @Override
  public void staticEdge(int typeId, String field, int referent, int storeContext) {
    if (node(referent) != ABSENT) {
      staticEdges.add(new StaticEdge(typeId, field, node(referent), storeContext));
    }
  }

  @Override
  public void cycle(
      int typeId,
      int allocationContext,
      int dropContext,
      long count,
      int closingReferrerType,
      String closingReference,
      int closingReferentType,
      int closingStoreContext) {
    cycles.kind(
        typeId,
        allocationContext,
        dropContext,
        count,
        cycles.reference(
            closingReferrerType, closingReference, closingReferentType, closingStoreContext));
  }

  @Override
  public void cycleReferences(int[] referrerTypes, String[] references, int[] storeContexts) {
    cycles.references(referrerTypes, references, storeContexts);
  }

  @Override
  public void unclosed(
      int[] typeIds,
      int[] allocationContexts,
      boolean[] areOpen,
      String[] references,
      int[] storeContexts,
      String closer,
      int dropContext,
      long count,
      long outermostCount,
      long bytes) {
    List<UnclosedKind.Link> chain = new ArrayList<>();
    for (int i = 0; i < typeIds.length; i++) {
      boolean isLast = i == references.length;
      String reference = isLast || references[i] == null ? ObjectType.ELEMENT : references[i];
      chain.add(
          new UnclosedKind.Link(
              className(typeIds[i]),
              frame(allocationContexts[i]),
              areOpen[i],
              reference,
              isLast ? Optional.empty() : frame(storeContexts[i])));
    }
    unclosed.add(
        new UnclosedKind(
            chain,
            closer == null ? "close" : closer,
            frame(dropContext),
            count,
            outermostCount,
            bytes));
  }

  @Override
  public void unclosedLeftOut(long count) {
    unclosedLeftOut += count;
  }

  @Override
  public void census(int allocationContext, int typeId, int deathContext, long count) {
    deaths.add(
        new DeathKind(className(typeId), frame(allocationContext), frame(deathContext), count));
  }

  @Override
  public void local(int contextId, String name) {
    localByContext.putIfAbsent(contextId, name);
  }

  @Override
  public void thread(int slot, String name, String[] methods) {
    threads.add(new RunningThread(slot == 0 ? ABSENT : node(slot), name, List.of(methods)));
  }

  @Override
  public void clock(long start, long now) {
    liveCurve.clock(start, now);
  }

  @Override
  public void instant(long clock) {
    liveCurve.instant(clock);
  }

  @Override
  public void heapUsed(long bytes) {
    liveCurve.heapUsed(bytes);
  }

  @Override
  public void lived(int typeId, int allocationContext, long count, long bytes) {
    liveCurve.lived(typeId, allocationContext, count, bytes);
  }

  @Override
  public void watched(int typeId, long born, long before) {
    watched.type(typeId, born, before);
  }

  @Override
  public void balance(int typeId, int contextId, long increfs, long decrefs) {
    watched.row(typeId, contextId, increfs, decrefs);
  }

  @Override
  public void watchedObject(int slot, int serial, long increfs, long decrefs) {
    watched.object(slot, serial, increfs, decrefs);
  }

  @Override
  public void objectBalance(int slot, int contextId, long increfs, long decrefs) {
    watched.objectRow(slot, contextId, increfs, decrefs);
  }

  @Override
  public void balanceLost(long count, long ofObjects) {
    watched.lost(count, ofObjects);
  }

  private void noteNode(int slot, int node) {
    if (slot >= nodeBySlot.length) {
      int before = nodeBySlot.length;
      nodeBySlot = Arrays.copyOf(nodeBySlot, Math.max(slot + 1, before + (before >> 1)));
      Arrays.fill(nodeBySlot, before, nodeBySlot.length, ABSENT);
    }
    nodeBySlot[slot] = node;
  }

  private int node(int slot) {
    return slot >= 0 && slot < nodeBySlot.length ? nodeBySlot[slot] : ABSENT;
  }

  private String className(int typeId) {
    ObjectType type = types.get(typeId);
    return type == null ? "type#" + typeId : type.className();
  }

  private Optional<Frame> frame(int context) {
    return frames.of(context);
  }
}
