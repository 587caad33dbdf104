/**
 * What can be asked of the running agent, from the command line and by JMX. Apart so that the ways
 * in know only the questions. May import analysis.
 */
package io.refledger.agent.command;
