package io.refledger.rt;

/**
 * What an observation knew when it ended.
 *
 * @param alive pairs (slot, birth clock) of what was born in it and lives
 * @param unclosed pairs (type, allocation context) of resources born in it that died unclosed
 * @param beganAt the birth clock at which it began
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once.
public record Observed(int[] alive, int[] unclosed, int beganAt) {}
