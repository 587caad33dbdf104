/**
 * What users call: counts, referrers, the collector, pools, checkpoints. Works through the one
 * {@link io.refledger.api.spi.LedgerBridge} that the agent connects; imports java.base only.
 */
package io.refledger.api;
