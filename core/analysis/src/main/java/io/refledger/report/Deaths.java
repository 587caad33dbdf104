package io.refledger.report;

import io.refledger.leak.ClassNames;
import io.refledger.snapshot.DeathKind;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The deaths by class and by the statements of birth and death.
 *
 * @param rows those with most deaths
 * @param kinds how many rows there are, listed or not
 * @param count all deaths
 */
public record Deaths(List<Row> rows, long kinds, long count) {
  /** Nothing is known to have died. */
  public static final Deaths NONE = new Deaths(List.of(), 0, 0);

  /** How many rows are listed: what is left out is small. */
  private static final int MOST_ROWS = 500;

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::count)
          .reversed()
          .thenComparing(Row::type)
          .thenComparing(row -> text(row.allocatedAt()))
          .thenComparing(row -> text(row.diedAt()));

  public Deaths {
    rows = List.copyOf(rows);
  }

  /** The deaths of one kind. */
  public record Row(String type, Optional<Frame> allocatedAt, Optional<Frame> diedAt, long count) {}

  static Deaths of(Snapshot snapshot) {
    List<DeathKind> deaths = snapshot.deaths();
    return new Deaths(
        deaths.stream().map(Deaths::row).sorted(ORDER).limit(MOST_ROWS).toList(),
        deaths.size(),
        deaths.stream().mapToLong(DeathKind::count).sum());
  }

  private static Row row(DeathKind kind) {
    return new Row(
        ClassNames.readable(kind.className()), kind.allocatedAt(), kind.diedAt(), kind.count());
  }

  private static String text(Optional<Frame> frame) {
    return frame.map(at -> at + at.calledFrom().map(Frame::toString).orElse("")).orElse("");
  }
}
