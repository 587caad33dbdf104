package io.refledger.snapshot;

import io.refledger.rt.spi.SnapshotVisitor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The ledger at one instant, immutable.
 *
 * <p>Live objects are the <i>nodes</i> 0 .. objectCount()-1, in the order the ledger gave them. The
 * edges of node n are firstEdge(n) .. firstEdge(n + 1) - 1, in reference order. Contexts are the
 * ledger's numbers of frames; 0 is none.
 */
public final class Snapshot {

  private final TypeTable types;
  private final Frames frames;
  private final ObjectColumns objects;
  private final NodeSets sets;
  private final EdgeColumns edges;
  private final Roots roots;
  private final DeadKinds dead;
  private final LiveCurve liveCurve;
  private final WatchedClasses watched;

  Snapshot(
      TypeTable types,
      Frames frames,
      ObjectColumns objects,
      NodeSets sets,
      EdgeColumns edges,
      Roots roots,
      DeadKinds dead,
      LiveCurve liveCurve,
      WatchedClasses watched) {
    this.types = types;
    this.frames = frames;
    this.objects = objects;
    this.sets = sets.copy();
    this.edges = edges;
    this.roots = roots;
    this.dead = dead;
    this.liveCurve = liveCurve;
    this.watched = watched;
  }

  /** The number of live objects. */
  public int objectCount() {
    return objects.nodes();
  }

  /** The number of references between live objects. */
  public int edgeCount() {
    return edges.referent.length;
  }

  /** The references whose referent is not a live tracked object: immortal, or met half way. */
  public int edgesLeftOut() {
    return edges.leftOut;
  }

  /** The classes that were met. */
  public TypeTable types() {
    return types;
  }

  /** The class of a node. */
  public ObjectType type(int node) {
    return types.types[objects.get(ObjectColumns.TYPE, node)];
  }

  /** The method that closes objects of a type, if it is seen when they are closed. */
  public Optional<String> closer(ObjectType type) {
    return types.closer(type.id());
  }

  /**
   * The node that stands for the class of a type, and for all others of its loader, to which it
   * refers; -1 if the class is never unloaded.
   */
  public int classes(int typeId) {
    return types.classes(typeId);
  }

  /** The class of that number, which an object or the live curve has. */
  public ObjectType typeOf(int typeId) {
    return types.type(typeId);
  }

  /** Where a node was allocated. */
  public Optional<Frame> allocatedAt(int node) {
    return frame(objects.get(ObjectColumns.ALLOCATION_CONTEXT, node));
  }

  /** The context in which a node was allocated; 0 is none. */
  public int allocationContext(int node) {
    return objects.get(ObjectColumns.ALLOCATION_CONTEXT, node);
  }

  /** The low half of {@link #bornAt}. */
  public int birthClock(int node) {
    return objects.get(ObjectColumns.BIRTH_CLOCK, node);
  }

  /**
   * The number of objects born before the node; taken for younger by 2^32 if so many were born
   * since.
   */
  public long bornAt(int node) {
    return instant(birthClock(node));
  }

  /** The number of objects born before a birth clock, as {@link #bornAt}. */
  public long instant(int birthClock) {
    long now = liveCurve.now();
    return now - Integer.toUnsignedLong((int) now - birthClock);
  }

  /** The context in which an edge was stored; 0 is none. */
  public int storeContext(int edge) {
    return edges.storeContext[edge];
  }

  /** The latest release of the node that left it alive. */
  public Optional<Frame> droppedAt(int node) {
    return frame(objects.get(ObjectColumns.DROP_CONTEXT, node));
  }

  /** The clock of the latest release of the node that left it alive. */
  public int dropClock(int node) {
    return objects.get(ObjectColumns.DROP_CLOCK, node);
  }

  /** The references to the node. */
  public int refcount(int node) {
    return objects.get(ObjectColumns.REFCOUNT, node);
  }

  /** The references to the node from operand stacks, returns and exceptions in flight. */
  public int pins(int node) {
    return objects.get(ObjectColumns.PINS, node);
  }

  /** The generation the node is in. */
  public int generation(int node) {
    return objects.get(ObjectColumns.GENERATION, node);
  }

  /** Whether the node is never counted and never dies. */
  public boolean isImmortal(int node) {
    return sets.immortal().get(node);
  }

  /** Whether the node may be held by what is not woven. */
  public boolean isForeign(int node) {
    return sets.foreign().get(node);
  }

  /** Whether the node is a resource that is open. */
  public boolean isOpenResource(int node) {
    return sets.open().get(node);
  }

  /** Whether the node is no resource, but may hold one, and can be closed and has not been. */
  public boolean isOpenWrapper(int node) {
    return sets.openWrapper().get(node);
  }

  /** Whether the node is a reference whose referent is dead. */
  public boolean hasOutlivedItsReferent(int node) {
    return sets.outlived().get(node);
  }

  /** The shallow size of the node. */
  public int sizeBytes(int node) {
    return objects.get(ObjectColumns.SIZE_BYTES, node);
  }

  /** The number by which the ledger names the node. */
  public int slot(int node) {
    return objects.get(ObjectColumns.SLOT, node);
  }

  /** The first edge of the node; of objectCount(): the end of all edges. */
  public int firstEdge(int node) {
    return edges.firstByNode[node];
  }

  /** The node that an edge refers to. */
  public int referent(int edge) {
    return edges.referent[edge];
  }

  /** The field index or element index of an edge. */
  public int referenceIndex(int edge) {
    return edges.index[edge];
  }

  /** Where an edge was stored. */
  public Optional<Frame> storedAt(int edge) {
    return frame(edges.storeContext[edge]);
  }

  /** The frame of a context. */
  public Optional<Frame> frame(int context) {
    return frames.of(context);
  }

  /** The references held by static fields. */
  public List<StaticEdge> staticEdges() {
    return roots.staticEdges();
  }

  /** The threads that run. */
  public List<RunningThread> threads() {
    return roots.threads();
  }

  /** The local variable that is first stored at a context of the application's, if there is one. */
  public Optional<String> local(int context) {
    return Optional.ofNullable(roots.localByContext().get(context));
  }

  /** What lived when. */
  public LiveCurve liveCurve() {
    return liveCurve;
  }

  /** The garbage that only the cycle detector could free. */
  public List<CycleKind> cycles() {
    return dead.cycles();
  }

  /** The resources that died without having been closed. */
  public List<UnclosedKind> unclosed() {
    return dead.unclosed();
  }

  /** The number of resources that died unclosed and are in no kind. */
  public long unclosedLeftOut() {
    return dead.unclosedLeftOut();
  }

  /** The classes whose increfs and decrefs were recorded, by name. */
  public List<WatchedClass> watched() {
    return watched.classes();
  }

  /** The increfs and decrefs that are missing in {@link #watched}: there was no room. */
  public long balanceLost() {
    return watched.lost();
  }

  /** Those that only the single objects of {@link #watched} miss. */
  public long balanceLostOfObjects() {
    return watched.lostOfObjects();
  }

  /** The deaths by kind. */
  public List<DeathKind> deaths() {
    return dead.deaths();
  }

  /** Shows the types, the objects and their references as the ledger showed them. */
  public void showGraphTo(SnapshotVisitor visitor) {
    Arrays.stream(types.types).filter(Objects::nonNull).forEach(type -> type.showTo(visitor));
    for (int node = 0; node < objectCount(); node++) {
      show(node, visitor);
    }
    for (int node = 0; node < objectCount(); node++) {
      for (int edge = firstEdge(node); edge < firstEdge(node + 1); edge++) {
        int referent = slot(referent(edge));
        visitor.edge(slot(node), referenceIndex(edge), referent, edges.storeContext[edge]);
      }
    }
    for (StaticEdge edge : staticEdges()) {
      visitor.staticEdge(edge.typeId(), edge.field(), slot(edge.referent()), edge.storeContext());
    }
  }

  private void show(int node, SnapshotVisitor visitor) {
    visitor.object(
        slot(node),
        objects.get(ObjectColumns.TYPE, node),
        allocationContext(node),
        birthClock(node),
        objects.get(ObjectColumns.DROP_CONTEXT, node),
        dropClock(node),
        refcount(node),
        pins(node),
        generation(node),
        sizeBytes(node));
    if (isImmortal(node)) {
      visitor.immortal(slot(node));
    }
  }
}
