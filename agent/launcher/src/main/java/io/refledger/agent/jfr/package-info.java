/**
 * Flight recorder events. Apart because it is loaded only with {@code jfr=on}, and only where the
 * JVM has the module {@code jdk.jfr}. May import {@code io.refledger.agent.command} and analysis.
 */
package io.refledger.agent.jfr;
