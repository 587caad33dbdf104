/** Class files with anything in them, defined under the agent. */
package io.refledger.it.corrupt;
