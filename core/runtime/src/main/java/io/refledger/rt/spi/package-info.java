/**
 * The one door out of the runtime: names and primitives, no object of the program.
 *
 * <p>Apart so that analysis depends on nothing else of the runtime. Imports java.base only.
 */
package io.refledger.rt.spi;
