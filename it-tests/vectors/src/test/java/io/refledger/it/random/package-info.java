/**
 * Random Java programs, run plain, woven and by an interpreter of the model: apart from the vectors
 * because nothing here was recorded from CPython. May import {@code io.refledger.it.vectors}.
 */
package io.refledger.it.random;
