package io.refledger.snapshot;

/**
 * How an agent came into a program that ran already.
 *
 * @param millis how long it took until all classes were woven
 * @param longestStopMillis the longest time meanwhile in which threads could not go on
 * @param methods how many methods had frames that may be from before
 */
public record Attachment(long millis, long longestStopMillis, int methods) {}
