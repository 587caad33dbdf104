/**
 * The report as the XML that build servers show as tests. May import {@code io.refledger.report}
 * and {@code io.refledger.report.text}.
 */
package io.refledger.report.junit;
