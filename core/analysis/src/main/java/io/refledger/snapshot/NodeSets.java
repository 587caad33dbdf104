package io.refledger.snapshot;

import com.carrotsearch.hppc.BitSet;

/**
 * Nodes by what is special about them.
 *
 * @param immortal never counted, never dead
 * @param foreign possibly held by what is not woven
 * @param outlived references whose referent is dead
 * @param open resources that have not been closed
 * @param openWrapper what is no resource, can be closed, and has not been
 */
record NodeSets(BitSet immortal, BitSet foreign, BitSet outlived, BitSet open, BitSet openWrapper) {
  NodeSets copy() {
    return new NodeSets(
        (BitSet) immortal.clone(),
        (BitSet) foreign.clone(),
        (BitSet) outlived.clone(),
        (BitSet) open.clone(),
        (BitSet) openWrapper.clone());
  }
}
