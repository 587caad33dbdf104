package io.refledger.agent;

import io.refledger.agent.live.BornSince;
import io.refledger.api.Checkpoint;
import io.refledger.api.Growth;
import io.refledger.api.Site;
import java.util.Optional;

/** The last checkpoint of the live page, eight bytes a live object. For any thread. */
final class Milestone {
  /** Null before the first; guarded by this, as when it was taken. */
  private Checkpoint checkpoint;

  private long takenMillis;

  /** Marks this instant, after a full collection; the number of live objects. */
  synchronized int take() {
    checkpoint = Checkpoint.take();
    takenMillis = System.currentTimeMillis();
    return checkpoint.liveObjects();
  }

  /** What was born since and lives; empty before the first checkpoint. */
  synchronized Optional<BornSince> bornSince() {
    if (checkpoint == null) {
      return Optional.empty();
    }
    Growth growth = Checkpoint.take().since(checkpoint);
    return Optional.of(
        new BornSince(
            takenMillis,
            growth.objects().size(),
            growth.classes().stream()
                .map(each -> new BornSince.OfClass(each.className(), each.count(), each.bytes()))
                .toList(),
            growth.sites().stream().map(Milestone::ofSite).toList()));
  }

  private static BornSince.OfSite ofSite(Growth.SiteGrowth site) {
    return new BornSince.OfSite(
        site.className(),
        site.allocatedAt().map(Site::toString).orElse(""),
        site.count(),
        site.bytes());
  }
}
