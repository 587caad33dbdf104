/**
 * Where the sources of a program lie. Apart because several formats point to them. May import
 * {@code io.refledger.snapshot}.
 */
package io.refledger.report.source;
