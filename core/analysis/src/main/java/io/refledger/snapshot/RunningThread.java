package io.refledger.snapshot;

import java.util.List;

/**
 * A thread that runs.
 *
 * @param node its object, -1 if that is not a node
 * @param methods "Class.method" of the frames on its stack, innermost first
 */
public record RunningThread(int node, String name, List<String> methods) {

  public RunningThread {
    methods = List.copyOf(methods);
  }
}
