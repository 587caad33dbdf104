/**
 * Small programs to try the agent on: {@link io.refledger.demo.Tour} walks through the ledger, each
 * of the others has exactly one known fault and runs without it when called with {@code fixed}.
 *
 * <p>They stand for a user's programs, so they import nothing of RefLedger; only the tour imports
 * its public API.
 */
package io.refledger.demo;
