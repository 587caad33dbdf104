/**
 * Lines in the log of a GitHub job that the page of a change shows beside the code. May import
 * {@code io.refledger.report} and {@code io.refledger.report.source}.
 */
package io.refledger.report.github;
