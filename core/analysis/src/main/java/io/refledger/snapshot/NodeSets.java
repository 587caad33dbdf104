package io.refledger.snapshot;

import java.util.BitSet;

/**
 * Nodes by what is special about them.
 *
 * @param immortal never counted, never dead
 * @param foreign possibly held by what is not woven
 * @param outlived references whose referent is dead
 */
record NodeSets(BitSet immortal, BitSet foreign, BitSet outlived) {
  NodeSets copy() {
    return new NodeSets(
        (BitSet) immortal.clone(), (BitSet) foreign.clone(), (BitSet) outlived.clone());
  }
}
