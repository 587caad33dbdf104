package io.refledger.weave.flow;

import java.util.Arrays;

/** A stack of instruction numbers still to be visited. */
final class WorkList {
  private int[] pending = new int[64];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void push(int instruction) {
    if (size == pending.length) {
      pending = Arrays.copyOf(pending, 2 * size);
    }
    pending[size++] = instruction;
  }

  void pushAll(int[] instructions) {
    for (int instruction : instructions) {
      push(instruction);
    }
  }

  int pop() {
    return pending[--size];
  }
}
