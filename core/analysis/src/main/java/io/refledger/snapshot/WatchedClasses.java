package io.refledger.snapshot;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.ObjectCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * What was recorded of watched classes.
 *
 * @param lost the records for which the ledger had no room
 * @param lostOfObjects those of single objects, which their classes have
 */
record WatchedClasses(List<WatchedClass> classes, long lost, long lostOfObjects) {
  WatchedClasses {
    classes = List.copyOf(classes);
  }

  /** What the ledger tells of them, as it is told. */
  static final class Collector {
    private final IntObjectHashMap<OfType> types = new IntObjectHashMap<>();
    private final IntObjectHashMap<OfObject> objectBySlot = new IntObjectHashMap<>();
    private final IntObjectHashMap<List<WatchedClass.Row>> rowsBySlot = new IntObjectHashMap<>();
    private long lost;
    private long lostOfObjects;

    void type(int typeId, long born, long before) {
      types.put(typeId, new OfType(typeId, born, before));
    }

    void row(int typeId, int context, long increfs, long decrefs) {
      OfType type = types.get(typeId);
      if (type != null) {
        type.rows.add(new WatchedClass.Row(context, Optional.empty(), increfs, decrefs));
      }
    }

    void object(int slot, int serial, long increfs, long decrefs) {
      objectBySlot.put(slot, new OfObject(slot, serial, increfs, decrefs));
    }

    /** The rows of an object may come before it. */
    void objectRow(int slot, int context, long increfs, long decrefs) {
      var row = new WatchedClass.Row(context, Optional.empty(), increfs, decrefs);
      rowsBySlot(slot).add(row);
    }

    private List<WatchedClass.Row> rowsBySlot(int slot) {
      List<WatchedClass.Row> rows = rowsBySlot.get(slot);
      if (rows == null) {
        rows = new ArrayList<>();
        rowsBySlot.put(slot, rows);
      }
      return rows;
    }

    void lost(long count, long ofObjects) {
      lost += count;
      lostOfObjects += ofObjects;
    }

    /**
     * All of it.
     *
     * @param nodes the node of a slot, negative for none
     * @param typeOfNode the type of a node
     */
    WatchedClasses build(
        IntFunction<Optional<Frame>> frames,
        IntFunction<String> classNames,
        IntUnaryOperator nodes,
        IntUnaryOperator typeOfNode) {
      for (ObjectCursor<OfObject> object : objectBySlot.values()) {
        int node = nodes.applyAsInt(object.value.slot);
        OfType type = node < 0 ? null : types.get(typeOfNode.applyAsInt(node));
        if (type != null) {
          type.objects.add(
              new WatchedClass.WatchedObject(
                  node,
                  object.value.serial,
                  object.value.increfs,
                  object.value.decrefs,
                  placed(rowsBySlot(object.value.slot), frames)));
        }
      }
      List<WatchedClass> classes = new ArrayList<>();
      for (ObjectCursor<OfType> type : types.values()) {
        classes.add(type.value.build(frames, classNames));
      }
      classes.sort(Comparator.comparing(WatchedClass::className));
      return new WatchedClasses(classes, lost, lostOfObjects);
    }

    private static List<WatchedClass.Row> placed(
        List<WatchedClass.Row> rows, IntFunction<Optional<Frame>> frames) {
      return rows.stream()
          .map(
              row ->
                  new WatchedClass.Row(
                      row.context(), frames.apply(row.context()), row.increfs(), row.decrefs()))
          .toList();
    }
  }

  private record OfObject(int slot, int serial, long increfs, long decrefs) {}

  /** A class as it is told. */
  private static final class OfType {
    private final int typeId;
    private final long born;
    private final long before;
    private final List<WatchedClass.Row> rows = new ArrayList<>();
    private final List<WatchedClass.WatchedObject> objects = new ArrayList<>();

    OfType(int typeId, long born, long before) {
      this.typeId = typeId;
      this.born = born;
      this.before = before;
    }

    WatchedClass build(IntFunction<Optional<Frame>> frames, IntFunction<String> classNames) {
      objects.sort(Comparator.comparingInt(WatchedClass.WatchedObject::serial));
      return new WatchedClass(
          typeId, classNames.apply(typeId), born, before, Collector.placed(rows, frames), objects);
    }
  }
}
