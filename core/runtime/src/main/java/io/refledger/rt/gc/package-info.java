/**
 * CPython's generational cycle detector on vectors of slots.
 *
 * <p>Knows the table, not how objects are counted and freed: that is asked of a {@link
 * io.refledger.rt.gc.Reclaimer}. May import {@code io.refledger.rt.table} and {@code
 * io.refledger.rt.spi}.
 */
package io.refledger.rt.gc;
