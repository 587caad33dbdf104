/**
 * The joint between the API and the runtime: numbers and names only, so that neither side sees the
 * other's types. Apart from the API because users do not call it.
 */
package io.refledger.api.spi;
