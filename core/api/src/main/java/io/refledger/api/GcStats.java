package io.refledger.api;

/**
 * What the collections of one generation came to.
 *
 * @param collections how often it was collected
 * @param collected objects found unreachable
 * @param uncollectable objects that could not be freed; always 0, see {@link Debug#UNCOLLECTABLE}
 */
public record GcStats(long collections, long collected, long uncollectable) {}
