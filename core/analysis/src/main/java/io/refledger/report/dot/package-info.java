/** One finding as a graph that Graphviz draws. */
package io.refledger.report.dot;
