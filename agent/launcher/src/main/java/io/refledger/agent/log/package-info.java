/**
 * The agent's own log: a provider for SLF4J that writes to the standard error stream the process
 * began with. Apart so that it meets neither the application's log nor its {@code System.err}.
 * Imports java.base and SLF4J only.
 */
package io.refledger.agent.log;
