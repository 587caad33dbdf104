/**
 * What {@code top} shows of a running program, and its form between two processes. Apart because it
 * is made again and again, without a snapshot. May import {@code io.refledger.snapshot}.
 */
package io.refledger.report.top;
