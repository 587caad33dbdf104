/**
 * What other tools need to be compared with: in a jar of its own, as it runs inside the measured
 * program, on whose class path nothing else may come. Imports the tool.
 */
package io.refledger.bench.peer;
