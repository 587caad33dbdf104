/**
 * Woven class files that can be used again in another JVM, where methods and sites have other
 * numbers.
 */
package io.refledger.weave.template;
