/**
 * The agreement of the ledger with the JVM's own heap dump. Apart because only here a dump is read;
 * it may import snapshots and the model of reports.
 */
package io.refledger.audit;
