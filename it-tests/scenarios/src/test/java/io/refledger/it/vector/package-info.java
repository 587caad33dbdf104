/** The vectors of CPython, run by the packaged jar. */
package io.refledger.it.vector;
