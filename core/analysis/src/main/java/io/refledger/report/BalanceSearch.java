package io.refledger.report;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.LongLongHashMap;
import io.refledger.leak.ClassNames;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import io.refledger.snapshot.WatchedClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/*
 * Where a reference is released is another line than the one that stored it, so the difference of
 * both says nothing of one line. What does is how many of the references that it has stored are
 * there still: the ledger knows the store of each edge.
 */
/** Makes balance trees of what the ledger has recorded. For one use. */
final class BalanceSearch {
  /** The live objects of a class that are shown one by one. */
  static final int MOST_OBJECTS = 20;

  private static final Comparator<BalanceNode> ORDER =
      Comparator.comparingLong(BalanceNode::held)
          .thenComparingLong(BalanceNode::net)
          .thenComparingLong(BalanceNode::increfs)
          .reversed()
          .thenComparing(node -> node.frame().map(Frame::toString).orElse(""));

  private final Snapshot snapshot;
  private final IntObjectHashMap<WatchedClass> watchedByType = new IntObjectHashMap<>();

  private final IntIntHashMap aliveByType = new IntIntHashMap();

  /** Edges by type and store context. */
  private final LongLongHashMap heldByType = new LongLongHashMap();

  /** Edges by node and store context. */
  private final LongLongHashMap heldByNode = new LongLongHashMap();

  private BalanceSearch(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The balance of all watched classes, by name. */
  static Balances in(Snapshot snapshot) {
    if (snapshot.watched().isEmpty()) {
      return Balances.NONE;
    }
    return new BalanceSearch(snapshot).search();
  }

  private Balances search() {
    snapshot.watched().forEach(watched -> watchedByType.put(watched.typeId(), watched));
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (!snapshot.isImmortal(node)) {
        aliveByType.addTo(snapshot.type(node).id(), 1);
      }
    }
    for (int edge = 0; edge < snapshot.edgeCount(); edge++) {
      noteHeld(snapshot.referent(edge), snapshot.storeContext(edge));
    }
    for (StaticEdge edge : snapshot.staticEdges()) {
      noteHeld(edge.referent(), edge.storeContext());
    }
    List<Balance> classes = new ArrayList<>();
    for (WatchedClass watched : snapshot.watched()) {
      classes.add(balance(watched));
    }
    return new Balances(classes, snapshot.balanceLost(), snapshot.balanceLostOfObjects());
  }

  private void noteHeld(int node, int storeContext) {
    int type = snapshot.type(node).id();
    if (watchedByType.containsKey(type)) {
      heldByType.addTo(key(type, storeContext), 1);
      heldByNode.addTo(key(node, storeContext), 1);
    }
  }

  private static long key(int first, int context) {
    return ((long) first << Integer.SIZE) | Integer.toUnsignedLong(context);
  }

  private Balance balance(WatchedClass watched) {
    long increfs = watched.rows().stream().mapToLong(WatchedClass.Row::increfs).sum();
    long decrefs = watched.rows().stream().mapToLong(WatchedClass.Row::decrefs).sum();
    return new Balance(
        ClassNames.readable(watched.className()),
        new Balance.Objects(watched.born(), watched.before(), aliveByType.get(watched.typeId())),
        increfs,
        decrefs,
        tree(watched.rows(), heldByType, watched.typeId()),
        watched.objects().stream().limit(MOST_OBJECTS).map(this::object).toList());
  }

  private Balance.OfObject object(WatchedClass.WatchedObject object) {
    return new Balance.OfObject(
        object.serial(),
        object.increfs(),
        object.decrefs(),
        tree(object.rows(), heldByNode, object.node()));
  }

  private static List<BalanceNode> tree(
      List<WatchedClass.Row> rows, LongLongHashMap held, int first) {
    var root = new Site();
    for (WatchedClass.Row row : rows) {
      root.add(row, held.getOrDefault(key(first, row.context()), 0));
    }
    return root.nodes();
  }

  /** A site under construction; several contexts may be one line. */
  private static final class Site {
    private final Map<Optional<Frame>, Site> siteByFrame = new LinkedHashMap<>();
    private long increfs;
    private long decrefs;
    private long held;

    void add(WatchedClass.Row row, long stillHeld) {
      Site site = this;
      Optional<Frame> caller = row.at().flatMap(Frame::calledFrom);
      if (caller.isPresent()) {
        site = site.child(caller);
        site.sum(row, stillHeld);
      }
      site.child(row.at()).sum(row, stillHeld);
    }

    private Site child(Optional<Frame> frame) {
      return siteByFrame.computeIfAbsent(frame, unknown -> new Site());
    }

    private void sum(WatchedClass.Row row, long stillHeld) {
      increfs += row.increfs();
      decrefs += row.decrefs();
      held += stillHeld;
    }

    List<BalanceNode> nodes() {
      return siteByFrame.entrySet().stream()
          .map(entry -> entry.getValue().node(entry.getKey()))
          .sorted(ORDER)
          .toList();
    }

    private BalanceNode node(Optional<Frame> frame) {
      return new BalanceNode(frame, increfs, decrefs, held, nodes());
    }
  }
}
