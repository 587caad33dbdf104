/** What the agent must not let out, and must not let in. */
package io.refledger.it.security;
