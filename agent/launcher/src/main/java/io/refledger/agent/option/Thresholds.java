package io.refledger.agent.option;

/** The cycle detector's thresholds, as in CPython's {@code gc.set_threshold}. */
public record Thresholds(int threshold0, int threshold1, int threshold2) {}
