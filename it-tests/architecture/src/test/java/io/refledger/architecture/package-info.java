/** Who may import whom, checked on the compiled classes of every module; imports none of them. */
package io.refledger.architecture;
