/**
 * The report as a page of a build server's job. May import {@code io.refledger.report} and {@code
 * io.refledger.report.text}.
 */
package io.refledger.report.markdown;
