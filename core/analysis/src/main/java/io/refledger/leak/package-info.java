/**
 * What counts as a finding: kinds, fingerprints, and the searches that make them.
 *
 * <p>Imports {@code io.refledger.snapshot}; knows no report format.
 */
package io.refledger.leak;
