/** Benchmarks of the ledger alone; whole programs are measured by their wall time. */
package io.refledger.bench;
