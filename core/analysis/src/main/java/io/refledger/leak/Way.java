package io.refledger.leak;

import java.util.List;

/**
 * One of the ways by which the objects of a finding are held.
 *
 * @param path to one of the objects, root first
 * @param count the objects that are held in this way
 */
public record Way(List<PathStep> path, long count) {
  public Way {
    path = List.copyOf(path);
  }
}
