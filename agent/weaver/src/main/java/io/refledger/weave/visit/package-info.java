/**
 * Writes the hook calls into a method, one class for each kind of instruction. May import {@code
 * io.refledger.weave} and {@code io.refledger.weave.flow}.
 */
package io.refledger.weave.visit;
