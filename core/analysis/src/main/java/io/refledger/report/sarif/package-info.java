/**
 * The report as SARIF 2.1.0, the form in which code hosts take the findings of analysis tools. May
 * import {@code io.refledger.report} and {@code io.refledger.report.source}.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
package io.refledger.report.sarif;
