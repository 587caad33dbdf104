/**
 * Other agents and frameworks in one JVM with the agent, each the real one. {@link
 * io.refledger.it.neighbour.Unharmed} is what is asked of all of them. Apart because most need
 * {@code -Pneighbours}, which copies the libraries.
 */
package io.refledger.it.neighbour;
