package io.refledger.snapshot;

/** What the collections of one generation did, as {@code gc.get_stats} tells it. */
public record GenerationStats(long collections, long collected, long uncollectable) {
  /** The sums of two JVMs. */
  public GenerationStats plus(GenerationStats other) {
    return new GenerationStats(
        collections + other.collections,
        collected + other.collected,
        uncollectable + other.uncollectable);
  }
}
