/** The report as text, in the shape of LeakCanary's leak traces. */
package io.refledger.report.text;
