/** The agent jar as a user meets it. */
package io.refledger.it.agent;
