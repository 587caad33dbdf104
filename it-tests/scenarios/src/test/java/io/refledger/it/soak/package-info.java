/** Long runs, which {@code it-tests/bench/soak.sh} makes and judges. */
package io.refledger.it.soak;
