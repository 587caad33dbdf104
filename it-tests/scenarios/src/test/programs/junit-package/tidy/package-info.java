/** All tests of a package are checked. */
@NoLeaks
package tidy;

import io.refledger.junit5.NoLeaks;
