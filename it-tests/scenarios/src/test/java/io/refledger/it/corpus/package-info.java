/**
 * Real leaks of published libraries and of the JDK, and the same programs with the fault mended.
 */
package io.refledger.it.corpus;
