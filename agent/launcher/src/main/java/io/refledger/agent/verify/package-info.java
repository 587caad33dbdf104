/**
 * The check of the ledger's deaths against the JVM's own collector. Apart because its first half
 * runs inside hooks and must call nothing that is woven. Imports java.base only.
 */
package io.refledger.agent.verify;
