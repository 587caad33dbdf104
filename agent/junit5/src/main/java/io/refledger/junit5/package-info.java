/**
 * Leak tests with JUnit 5: {@link io.refledger.junit5.NoLeaks} and {@link
 * io.refledger.junit5.Leaks}. On the test class path, while the agent is in the test JVM. May
 * import {@code io.refledger.api} and JUnit.
 */
package io.refledger.junit5;
