/**
 * The agent's options: keys, their syntax, and where their values come from. Apart from the agent
 * so that the command line can use the same table. Imports java.base, and the patterns of names of
 * {@code io.refledger.leak}.
 */
package io.refledger.agent.option;
