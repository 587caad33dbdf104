/**
 * The report: one model, and what writes its renderings to files.
 *
 * <p>Each rendering is a sub-package that knows this package and none of its siblings; {@code
 * report.format} knows them all.
 */
package io.refledger.report;
