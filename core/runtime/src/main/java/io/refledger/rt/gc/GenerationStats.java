package io.refledger.rt.gc;

/**
 * What collections of one generation have done so far.
 *
 * @param collections how many there were
 * @param collected objects found and freed
 * @param uncollectable objects found and kept; always 0, as in a CPython without legacy finalizers
 */
public record GenerationStats(long collections, long collected, long uncollectable) {}
