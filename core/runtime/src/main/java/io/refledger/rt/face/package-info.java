/**
 * The runtime's side of the API: slots become serials, contexts become places, deaths become calls
 * of user code. Apart from {@code rt} because it runs user code and allocates; imports {@code rt},
 * its sub-packages and {@code api.spi}.
 */
package io.refledger.rt.face;
