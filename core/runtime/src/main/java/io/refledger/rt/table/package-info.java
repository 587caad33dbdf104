/**
 * Where the books lie: records, references, free lists and locks, all of it outside the Java heap.
 *
 * <p>Apart from the rules of counting, which are in {@code io.refledger.rt}, so that the detector
 * can read the table without knowing them. Imports java.base only.
 */
package io.refledger.rt.table;
