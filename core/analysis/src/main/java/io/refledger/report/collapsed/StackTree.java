package io.refledger.report.collapsed;

import io.refledger.graph.WeightedBranches;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weights by stack. */
final class StackTree {
  /** The stack without frames. */
  static final int EMPTY = WeightedBranches.ROOT;

  private static final int DEEPEST = 200;

  private final List<String> frames = new ArrayList<>();
  private final Map<String, Integer> numberByFrame = new HashMap<>();

  /** A branch is a stack: its parent is the stack without the last frame, its key. */
  private final WeightedBranches stacks = new WeightedBranches(DEEPEST, Integer.MAX_VALUE);

  /** The number of a frame, of any characters: what parts frames is replaced. */
  int frame(String text) {
    Integer known = numberByFrame.get(text);
    if (known != null) {
      return known;
    }
    numberByFrame.put(text, frames.size());
    frames.add(text.replaceAll("[;\\p{Cntrl}]", "_"));
    return frames.size() - 1;
  }

  /** A stack with one frame more, but for a frame that follows itself. */
  int push(int stack, int frame) {
    return stacks.child(stack, frame);
  }

  /** Adds to the weight of a stack. */
  void add(int stack, long weight) {
    stacks.add(stack, weight);
  }

  /** Writes a line for each stack that has a weight of its own, in the order of their text. */
  void writeTo(Writer out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int stack = 0; stack < stacks.size(); stack++) {
      if (stacks.own(stack) > 0) {
        lines.add(text(stack) + " " + stacks.own(stack) + "\n");
      }
    }
    Collections.sort(lines);
    for (String line : lines) {
      out.write(line);
    }
  }

  private String text(int stack) {
    List<String> text = new ArrayList<>();
    for (int at = stack; at != EMPTY; at = stacks.parent(at)) {
      text.add(frames.get(stacks.key(at)));
    }
    Collections.reverse(text);
    return String.join(";", text);
  }
}
