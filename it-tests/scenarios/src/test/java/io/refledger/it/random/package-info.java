/**
 * The random programs of {@code it-tests/vectors} in JVMs with the packaged agent, in whose package
 * this one is so that it can use them; what a JVM runs lies in {@code src/test/programs/random}.
 */
package io.refledger.it.random;
