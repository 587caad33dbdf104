package io.refledger.snapshot;

/** What the collections of one generation did, as {@code gc.get_stats} tells it. */
public record GenerationStats(long collections, long collected, long uncollectable) {}
