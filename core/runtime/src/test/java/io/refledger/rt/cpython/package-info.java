/**
 * The tests of CPython that mean something here, in our own words: one class for each of its files,
 * with a table of what became of every test. Behaviour is that of 3.11 where a row does not say
 * otherwise; "recorded vector" names a program whose results were recorded from a real interpreter.
 */
package io.refledger.rt.cpython;
