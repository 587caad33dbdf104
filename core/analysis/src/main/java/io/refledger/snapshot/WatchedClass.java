package io.refledger.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A class whose increfs and decrefs the ledger has recorded.
 *
 * @param born its objects born since it was watched
 * @param before those that lived already
 * @param rows what was recorded of all of them, dead and alive
 * @param objects those that live and have a serial number, in its order
 */
public record WatchedClass(
    int typeId,
    String className,
    long born,
    long before,
    List<Row> rows,
    List<WatchedObject> objects) {

  public WatchedClass {
    rows = List.copyOf(rows);
    objects = List.copyOf(objects);
  }

  /** The references that were stored, and released, at one context. */
  public record Row(int context, Optional<Frame> at, long increfs, long decrefs) {}

  /**
   * One object.
   *
   * @param serial its number among the watched objects in the order of their births, from 1
   */
  public record WatchedObject(int node, int serial, long increfs, long decrefs, List<Row> rows) {
    public WatchedObject {
      rows = List.copyOf(rows);
    }
  }
}
