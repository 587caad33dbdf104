/** Published programs under the agent. */
package io.refledger.it.workload;
