/**
 * Where reports go. Apart so that what writes files knows nothing of weaving. May import analysis
 * and {@code io.refledger.agent.log}.
 */
package io.refledger.agent.sink;
