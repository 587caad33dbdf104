package io.refledger.snapshot;

import java.util.Arrays;

/** A growing sequence of ints. */
final class IntVector {

  private int[] elements = new int[64];
  private int size;

  void add(int element) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, size << 1);
    }
    elements[size++] = element;
  }

  void addAll(int[] added) {
    for (int element : added) {
      add(element);
    }
  }

  int get(int index) {
    return elements[index];
  }

  int size() {
    return size;
  }
}
