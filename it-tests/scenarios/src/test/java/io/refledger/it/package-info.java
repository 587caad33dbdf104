/**
 * The harness of the black-box tests: child JVMs, the packaged jars and their output; it imports no
 * class of the product.
 */
package io.refledger.it;
