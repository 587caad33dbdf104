/** The choice among the renderings: the one package that knows all of them. */
package io.refledger.report.format;
