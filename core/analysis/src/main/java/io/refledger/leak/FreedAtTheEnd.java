package io.refledger.leak;

import io.refledger.snapshot.DeathKind;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.LiveCurve;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/*
 * A program that closes its database before it ends, or clears its caches, has no leak in its last
 * moment; but what grew until then would have grown on. Nothing holds it any more, so that there is no
 * path to show: it is worth a line, and is no finding.
 */
/** What grew as long as the program ran, and was freed at its end. */
final class FreedAtTheEnd {
  private static final int MOST_LINES = 5;

  private final Snapshot snapshot;
  private final LiveCurve history;
  private final Cohorts cohorts;
  private final LiveNow now;

  FreedAtTheEnd(Snapshot snapshot, Cohorts cohorts, LiveNow now) {
    this.snapshot = snapshot;
    this.history = snapshot.liveCurve();
    this.cohorts = cohorts;
    this.now = now;
  }

  /** A class and allocation context, with what lived of it at the last instant. */
  private record Freed(ObjectType type, int context, long count, long bytes) {}

  /** A line for each, most bytes first. */
  List<String> lines() {
    List<Freed> freed = new ArrayList<>();
    int last = history.size() - 1;
    history.forEach(
        (typeId, context) -> {
          ObjectType type = snapshot.typeOf(typeId);
          long count = history.count(type, context, last);
          boolean areGone = now.count(type, context) < count / 2;
          if (count >= GrowthRule.FEWEST_SURVIVORS && areGone && grew(type, context)) {
            freed.add(new Freed(type, context, count, history.bytes(type, context, last)));
          }
        });
    return freed.stream()
        .sorted(
            Comparator.comparingLong(Freed::bytes)
                .reversed()
                .thenComparing(kind -> kind.type().className())
                .thenComparing(kind -> site(kind)))
        .limit(MOST_LINES)
        .map(this::line)
        .toList();
  }

  private boolean grew(ObjectType type, int context) {
    double[] shares = new double[history.size()];
    long[] levels = new long[history.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = cohorts.share(history.clock(i));
      levels[i] = history.count(type, context, i);
    }
    Floors floors = new Floors(shares, levels);
    return floors.areKnown() && floors.rose() && !floors.wasFlatAtTheEnd();
  }

  private String line(Freed freed) {
    return freed.count()
        + " "
        + ClassNames.simple(ClassNames.readable(freed.type().className()))
        + site(freed)
        + ": grew to the end, and then were freed"
        + drop(freed).map(at -> " at " + at).orElse("");
  }

  private String site(Freed freed) {
    return snapshot
        .frame(freed.context())
        .map(frame -> " allocated at " + frame.nearestApplicationFrame().orElse(frame))
        .orElse("");
  }

  /** Where about as many died as lived at last: the others died while the program ran. */
  private Optional<Frame> drop(Freed freed) {
    return snapshot.deaths().stream()
        .filter(kind -> kind.className().equals(freed.type().className()))
        .filter(kind -> kind.allocatedAt().equals(snapshot.frame(freed.context())))
        .min(Comparator.comparingLong(kind -> Math.abs(kind.count() - freed.count())))
        .flatMap(DeathKind::diedAt)
        .map(frame -> frame.nearestApplicationFrame().orElse(frame));
  }
}
