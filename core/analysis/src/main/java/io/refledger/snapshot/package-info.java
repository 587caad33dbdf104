/**
 * The ledger at one instant, copied out of the runtime: objects, references, garbage by kind.
 *
 * <p>Apart so that everything behind it works in or out of the observed process. Imports {@code
 * io.refledger.rt.spi} and nothing else of the runtime.
 */
package io.refledger.snapshot;
