package io.refledger.report.hprof;

import io.refledger.snapshot.Snapshot;

/*
 * An id is the address that the object would have if all lay one behind the other: Eclipse MAT finds
 * out by the distances whether references took 4 bytes in the heap or 8, as ids always do.
 */
/** The ids of objects in a dump. */
final class ObjectIds {
  private static final long FIRST = 1L << 32;
  private static final int ALIGNMENT = 8;
  private static final int GROUP_BITS = 4;

  private final Snapshot snapshot;

  /** The id of every sixteenth node; those between are counted up. */
  private final long[] firstByGroup;

  private final long end;

  ObjectIds(Snapshot snapshot) {
    this.snapshot = snapshot;
    int nodes = snapshot.objectCount();
    firstByGroup = new long[(nodes >> GROUP_BITS) + 1];
    long id = FIRST;
    for (int node = 0; node < nodes; node++) {
      if (node % (1 << GROUP_BITS) == 0) {
        firstByGroup[node >> GROUP_BITS] = id;
      }
      id += bytes(node);
    }
    end = id;
  }

  /** The id of a node. */
  long of(int node) {
    int group = node >> GROUP_BITS;
    long id = firstByGroup[group];
    for (int before = group << GROUP_BITS; before < node; before++) {
      id += bytes(before);
    }
    return id;
  }

  /** The first id behind those of all objects. */
  long end() {
    return end;
  }

  private int bytes(int node) {
    return Math.max(ALIGNMENT, (snapshot.sizeBytes(node) + ALIGNMENT - 1) & -ALIGNMENT);
  }
}
