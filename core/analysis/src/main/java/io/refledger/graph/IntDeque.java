package io.refledger.graph;

/** A sequence of ints that grows and shrinks at both ends. */
final class IntDeque {
  private int[] elements = new int[1 << 10];
  private int first;
  private int size;

  void addFirst(int element) {
    growIfFull();
    first = (first - 1) & (elements.length - 1);
    elements[first] = element;
    size++;
  }

  void addLast(int element) {
    growIfFull();
    elements[(first + size++) & (elements.length - 1)] = element;
  }

  int removeFirst() {
    int element = elements[first];
    first = (first + 1) & (elements.length - 1);
    size--;
    return element;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private void growIfFull() {
    if (size < elements.length) {
      return;
    }
    int[] grown = new int[2 * elements.length];
    for (int i = 0; i < size; i++) {
      grown[i] = elements[(first + i) & (elements.length - 1)];
    }
    elements = grown;
    first = 0;
  }
}
