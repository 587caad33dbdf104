package io.refledger.rt;

/**
 * Sums over the life of a ledger.
 *
 * @param allocated births
 * @param freedByCount deaths by a release
 * @param freedByCollector deaths that only the detector could bring
 * @param live objects born and not dead
 * @param liveBytes their size
 * @param freedBytes the size of the dead
 * @param immortal objects that turned immortal
 * @param foreign objects handed to unwoven code
 * @param revivedWeak dead objects met again through a Reference
 * @param revived dead objects met again otherwise
 * @param lateLoads those of the revived that came back at loads whose field changed twice between
 *     their reads
 * @param underflows releases of what was not held
 * @param stores edges changed
 * @param saturated counts that ran out of range
 * @param untracked births that found the table full
 * @param refusedEntries what tables of observations found no memory for
 * @param droppedStores stores to references that a record does not have
 * @param locksBroken stripes taken from a holder that did not give them back
 */
public record LedgerTotals(
    long allocated,
    long freedByCount,
    long freedByCollector,
    long live,
    long liveBytes,
    long freedBytes,
    long immortal,
    long foreign,
    long revivedWeak,
    long revived,
    long lateLoads,
    long underflows,
    long stores,
    long saturated,
    long untracked,
    long refusedEntries,
    long droppedStores,
    long locksBroken) {}
