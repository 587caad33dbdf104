/**
 * How long work tells what it is doing. Apart because both the agent and the command line show it.
 * May import nothing of the project.
 */
package io.refledger.report.progress;
