/**
 * The agent's start: from {@code -javaagent} to installed weaving, and to the report at exit.
 * {@link io.refledger.agent.PreMain} and {@link io.refledger.agent.IsolatedLoader} live in the
 * application's loader and name nothing else; every other class lives in the isolated loader. May
 * import the runtime, the weaver, analysis and its own sub-packages.
 */
package io.refledger.agent;
