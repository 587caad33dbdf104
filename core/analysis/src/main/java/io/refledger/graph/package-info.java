/**
 * Questions about the graph of references: what holds an object, what would die with it.
 *
 * <p>Imports {@code io.refledger.snapshot}; knows nothing of leaks.
 */
package io.refledger.graph;
