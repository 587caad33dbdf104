/**
 * The report: one model, what writes its files, and how two reports differ.
 *
 * <p>Each rendering is a sub-package that knows this package and none of its siblings, but {@code
 * report.html}, whose data is {@code report.json}; {@code report.format} knows them all.
 */
package io.refledger.report;
