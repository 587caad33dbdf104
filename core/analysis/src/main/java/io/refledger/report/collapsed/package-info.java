/**
 * Live objects as collapsed stacks, which flame graph tools draw. Apart because it is of the
 * objects themselves and has no findings.
 */
package io.refledger.report.collapsed;
