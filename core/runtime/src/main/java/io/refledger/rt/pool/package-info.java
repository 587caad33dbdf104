/**
 * CPython's small-object allocator, simulated: where each tracked object would lie, and what its
 * death would give back.
 *
 * <p>Apart from the rest of the runtime because it knows nothing of objects: it takes sizes and
 * gives addresses. Imports java.base only, and no other package of the runtime. The structure is
 * explained in {@code core/design/pools.md}.
 */
package io.refledger.rt.pool;
