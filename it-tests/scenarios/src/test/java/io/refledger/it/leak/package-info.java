/** Leak hunting: what must be found in programs that leak, and nothing in those that do not. */
package io.refledger.it.leak;
