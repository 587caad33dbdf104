/**
 * The command line of the agent's jar: one class a command. Apart because it runs in a JVM of its
 * own; it reaches the agent in another JVM by the attach API only.
 */
package io.refledger.cli;
