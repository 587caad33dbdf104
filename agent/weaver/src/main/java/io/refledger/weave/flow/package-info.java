/**
 * What the weaver knows of a method before it writes: where each stack value comes from, which of
 * them need a unit of their own, where locals end, where monitors are held. Reads ASM trees,
 * changes nothing; may import ASM only.
 */
package io.refledger.weave.flow;
