/**
 * The report as JSON, written and read; {@code report-schema-1.json} beside this package is its
 * normative form.
 */
package io.refledger.report.json;
