/**
 * Installation: which classes are woven, by Byte Buddy's agent builder, and what was left out.
 * Apart because only these classes meet Byte Buddy. May import the weaver; reaches the runtime
 * through {@link io.refledger.agent.transform.BirthGuard} alone.
 */
package io.refledger.agent.transform;
