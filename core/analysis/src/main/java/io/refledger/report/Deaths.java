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
          .thenComparing(Row::allocatedAt, Frame.ORDER)
          .thenComparing(Row::diedAt, Frame.ORDER);

  public Deaths {
    rows = List.copyOf(rows);
  }

  /** The deaths of one kind. */
  public record Row(String type, Optional<Frame> allocatedAt, Optional<Frame> diedAt, long count) {}

  static Deaths of(Snapshot snapshot) {
    List<DeathKind> deaths = snapshot.deaths();
    long least = leastListed(deaths);
    return new Deaths(
        deaths.stream()
            .filter(kind -> kind.count() >= least)
            .map(Deaths::row)
            .sorted(ORDER)
            .limit(MOST_ROWS)
            .toList(),
        deaths.size(),
        deaths.stream().mapToLong(DeathKind::count).sum());
  }

  /** Most kinds have few deaths: they are left out before anything is put in order. */
  private static long leastListed(List<DeathKind> deaths) {
    long[] counts = deaths.stream().mapToLong(DeathKind::count).sorted().toArray();
    return counts.length <= MOST_ROWS ? 0 : counts[counts.length - MOST_ROWS];
  }

  private static Row row(DeathKind kind) {
    return new Row(
        ClassNames.readable(kind.className()), kind.allocatedAt(), kind.diedAt(), kind.count());
  }
}
