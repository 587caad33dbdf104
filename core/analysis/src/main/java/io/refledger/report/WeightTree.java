package io.refledger.report;

import java.util.List;

/**
 * Weights added up along ways, as a flame graph shows them.
 *
 * @param name what its parent leads to
 * @param at the allocation site, as a stack trace prints it; empty if unknown or of no meaning
 * @param own the weight of what ends here
 * @param children what leads on from here, heaviest first
 */
public record WeightTree(String name, String at, long own, List<WeightTree> children) {
  /** A tree without weight. */
  public static final WeightTree EMPTY = new WeightTree("", "", 0, List.of());

  public WeightTree {
    children = List.copyOf(children);
  }

  /** The weight of all that ends here or below. */
  public long total() {
    return own + children.stream().mapToLong(WeightTree::total).sum();
  }
}
