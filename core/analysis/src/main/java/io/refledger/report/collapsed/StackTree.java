package io.refledger.report.collapsed;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A node is a stack: its parent is the stack without the last frame. A frame that follows itself is left
 * out, so that a list of a million nodes is one frame; and a stack has an end, where two kinds of
 * objects take turns.
 */
/** Weights by stack. */
final class StackTree {
  /** The stack without frames. */
  static final int EMPTY = 0;

  private static final int DEEPEST = 200;

  private final List<String> frames = new ArrayList<>();
  private final Map<String, Integer> numberByFrame = new HashMap<>();
  private final LongIntHashMap childByFrame = new LongIntHashMap();
  private final IntArrayList parents = new IntArrayList();
  private final IntArrayList lastFrames = new IntArrayList();
  private final IntArrayList depths = new IntArrayList();
  private final LongArrayList weights = new LongArrayList();

  StackTree() {
    node(-1, -1, 0);
  }

  private int node(int parent, int frame, int depth) {
    parents.add(parent);
    lastFrames.add(frame);
    depths.add(depth);
    weights.add(0);
    return parents.size() - 1;
  }

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

  /** A stack with one frame more. */
  int push(int stack, int frame) {
    if (lastFrames.get(stack) == frame || depths.get(stack) == DEEPEST) {
      return stack;
    }
    long key = (long) stack << Integer.SIZE | frame;
    int known = childByFrame.getOrDefault(key, EMPTY);
    if (known != EMPTY) {
      return known;
    }
    int child = node(stack, frame, depths.get(stack) + 1);
    childByFrame.put(key, child);
    return child;
  }

  /** Adds to the weight of a stack. */
  void add(int stack, long weight) {
    weights.set(stack, weights.get(stack) + weight);
  }

  /** Writes a line for each stack that has a weight of its own, in the order of their text. */
  void writeTo(Writer out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int stack = 0; stack < parents.size(); stack++) {
      if (weights.get(stack) > 0) {
        lines.add(text(stack) + " " + weights.get(stack) + "\n");
      }
    }
    Collections.sort(lines);
    for (String line : lines) {
      out.write(line);
    }
  }

  private String text(int stack) {
    List<String> text = new ArrayList<>();
    for (int at = stack; at != EMPTY; at = parents.get(at)) {
      text.add(frames.get(lastFrames.get(at)));
    }
    Collections.reverse(text);
    return String.join(";", text);
  }
}
