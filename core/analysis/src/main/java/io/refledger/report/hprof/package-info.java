/**
 * The ledger's graph as a heap dump. Apart because it is of the objects themselves, and binary; it
 * has no findings.
 */
package io.refledger.report.hprof;
