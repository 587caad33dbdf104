/**
 * What an agent does that comes into a running program and leaves it again: frames from before,
 * stops, the way back. Apart because an agent of the command line needs none of it. May import the
 * runtime, {@code io.refledger.agent.transform}, and ASM.
 */
package io.refledger.agent.attach;
