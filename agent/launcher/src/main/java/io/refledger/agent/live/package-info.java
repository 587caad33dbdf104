/**
 * The live page: a small HTTP server on the loopback address, and what it answers. Apart because it
 * is loaded only with {@code live=PORT}. May import {@code io.refledger.agent.command} and
 * analysis.
 */
package io.refledger.agent.live;
