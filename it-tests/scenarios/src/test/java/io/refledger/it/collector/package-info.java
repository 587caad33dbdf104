/** The same programs in JVMs that manage memory, stacks and code in different ways. */
package io.refledger.it.collector;
