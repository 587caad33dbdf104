/** The demo programs as a first user runs them. */
package io.refledger.it.demo;
