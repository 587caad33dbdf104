/**
 * Takes the JVM's heap dump and asks how far the ledger agrees with it. Apart because it needs the
 * runtime and the analysis at once.
 */
package io.refledger.agent.audit;
