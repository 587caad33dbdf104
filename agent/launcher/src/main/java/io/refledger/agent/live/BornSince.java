package io.refledger.agent.live;

import java.util.List;

/**
 * What was born since a checkpoint and lives. The names are those of the page's data.
 *
 * @param atMillis when the checkpoint was taken, since the epoch
 * @param objects how many live
 * @param classes by class, most bytes first
 * @param sites by class and allocation site, most bytes first
 */
public record BornSince(long atMillis, int objects, List<OfClass> classes, List<OfSite> sites) {

  public BornSince {
    classes = List.copyOf(classes);
    sites = List.copyOf(sites);
  }

  /** Those of one class. */
  public record OfClass(String type, long count, long bytes) {}

  /**
   * Those of one class and allocation site.
   *
   * @param allocatedAt as a stack trace shows it; empty if it is not known
   */
  public record OfSite(String type, String allocatedAt, long count, long bytes) {}
}
