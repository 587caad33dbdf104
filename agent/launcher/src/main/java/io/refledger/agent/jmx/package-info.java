/**
 * The MBean. Apart because JMX is loaded only when it is asked for. May import {@code
 * io.refledger.agent.command} and analysis.
 */
package io.refledger.agent.jmx;
