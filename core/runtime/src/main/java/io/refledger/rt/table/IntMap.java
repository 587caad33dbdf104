package io.refledger.rt.table;

/** A hash map from positive ints to ints other than 0; 0 means absent. For one thread at a time. */
public final class IntMap {
  private static final int SCATTER = 0x9E3779B9;

  private int[] keys = new int[64];
  private int[] values = new int[64];
  private int size;

  /** The number of keys. */
  public int size() {
    return size;
  }

  /** The bytes that it takes. */
  public long memoryBytes() {
    return 8L * keys.length;
  }

  /** The value of {@code key}, 0 if it has none. */
  public int get(int key) {
    return values[find(key)];
  }

  /** Gives {@code key} a value; 0 takes the key away. May allocate. */
  public void put(int key, int value) {
    int at = find(key);
    if (value == 0) {
      if (keys[at] != 0) {
        remove(at);
      }
      return;
    }
    if (keys[at] == 0) {
      keys[at] = key;
      size++;
    }
    values[at] = value;
    if (2 * size > keys.length) {
      grow();
    }
  }

  private int find(int key) {
    int mask = keys.length - 1;
    int at = home(key);
    while (keys[at] != key && keys[at] != 0) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int home(int key) {
    return ((key * SCATTER) >>> 7) & (keys.length - 1);
  }

  /** Closes the gap at {@code gap}: later entries of its run that may move there do. */
  private void remove(int gap) {
    int mask = keys.length - 1;
    size--;
    for (int at = (gap + 1) & mask; keys[at] != 0; at = (at + 1) & mask) {
      if (((at - home(keys[at])) & mask) >= ((at - gap) & mask)) {
        keys[gap] = keys[at];
        values[gap] = values[at];
        gap = at;
      }
    }
    keys[gap] = 0;
    values[gap] = 0;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldValues = values;
    int[] wider = new int[2 * oldKeys.length];
    values = new int[2 * oldKeys.length]; // if one of them cannot be had, nothing has changed
    keys = wider;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }
}
