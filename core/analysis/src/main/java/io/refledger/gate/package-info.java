/**
 * The decision that a build asks for: which findings are excused (suppressions, a baseline,
 * budgets) and whether the rest fails the run. Apart because the agent at exit, the command line
 * and tests decide alike. May import {@code io.refledger.leak} and what that builds on.
 */
package io.refledger.gate;
