package io.refledger.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What do the statements cost without the agent? */
@State(Scope.Thread)
public class PlainStatements extends Statements {}
