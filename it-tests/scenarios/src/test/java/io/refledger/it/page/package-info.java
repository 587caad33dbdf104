/** The page in a real browser. Apart because a browser has to be installed. */
package io.refledger.it.page;
