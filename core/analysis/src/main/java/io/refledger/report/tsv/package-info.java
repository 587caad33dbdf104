/** The ledger export. Apart because it is of the objects themselves and has no findings. */
package io.refledger.report.tsv;
