/**
 * Races of the runtime, run by jcstress: each class is one, its outcomes are the interleavings.
 * Apart from the runtime's own tests because every race runs in JVMs of its own. May import {@code
 * io.refledger.rt} and its subpackages.
 */
package io.refledger.stress;
