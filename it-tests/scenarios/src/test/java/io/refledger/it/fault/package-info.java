/** Programs, file systems and class files at which something goes wrong. */
package io.refledger.it.fault;
