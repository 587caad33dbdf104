/**
 * The command line of the agent's jar: one class a command. Apart because it runs in a JVM of its
 * own; it reaches the agent in another JVM by the attach API only, and reads the reports that one
 * wrote. May import analysis.
 */
package io.refledger.cli;
