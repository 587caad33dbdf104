package io.refledger.report;

import io.refledger.leak.ClassNames;
import io.refledger.snapshot.DeathKind;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Native memory that has no closing method: the JVM's collector releases it some time after its
 * object's death.
 *
 * @param type a class of direct or mapped buffers
 * @param count the buffers that died
 */
public record ReleasedByCollector(String type, long count, Optional<Frame> allocatedAt) {
  private static final Set<String> BUFFERS =
      Set.of("java.nio.DirectByteBuffer", "java.nio.DirectByteBufferR");

  private static final Comparator<ReleasedByCollector> MOST_FIRST =
      Comparator.comparingLong(ReleasedByCollector::count)
          .reversed()
          .thenComparing(ReleasedByCollector::type)
          .thenComparing(ReleasedByCollector::allocatedAt, Frame.ORDER);

  /** The rows of a snapshot, by class and allocation site. */
  public static List<ReleasedByCollector> of(Snapshot snapshot) {
    List<ReleasedByCollector> rows = new ArrayList<>();
    for (DeathKind kind : snapshot.deaths()) {
      if (BUFFERS.contains(kind.className()) && !isView(kind)) {
        add(rows, kind);
      }
    }
    rows.sort(MOST_FIRST);
    return rows;
  }

  /** The rows of several JVMs together. */
  static List<ReleasedByCollector> sum(List<ReleasedByCollector> all) {
    List<ReleasedByCollector> rows = new ArrayList<>();
    all.forEach(row -> add(rows, row));
    rows.sort(MOST_FIRST);
    return rows;
  }

  /** Slices and duplicates, which buffers make of themselves, have no memory of their own. */
  private static boolean isView(DeathKind kind) {
    return kind.allocatedAt().filter(frame -> BUFFERS.contains(frame.className())).isPresent();
  }

  private static void add(List<ReleasedByCollector> rows, DeathKind kind) {
    String type = ClassNames.readable(kind.className());
    add(rows, new ReleasedByCollector(type, kind.count(), kind.allocatedAt()));
  }

  private static void add(List<ReleasedByCollector> rows, ReleasedByCollector added) {
    for (int i = 0; i < rows.size(); i++) {
      ReleasedByCollector row = rows.get(i);
      if (row.type.equals(added.type) && row.allocatedAt.equals(added.allocatedAt)) {
        rows.set(i, new ReleasedByCollector(row.type, row.count + added.count, row.allocatedAt));
        return;
      }
    }
    rows.add(added);
  }
}
