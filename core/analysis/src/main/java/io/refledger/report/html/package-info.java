/**
 * The report as one page for a browser, which needs no network.
 *
 * <p>The page has a frame, made here, and its data, of which {@code report.json} is the largest
 * part; the script beside this package draws the one from the other. So this rendering knows {@code
 * report.json} besides the model.
 */
package io.refledger.report.html;
