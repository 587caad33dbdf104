/** Woven classes of the JDK, kept between runs. */
package io.refledger.agent.cache;
