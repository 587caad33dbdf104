package io.refledger.rt;

/** The numbers of the code of unloaded classes, until a class of the same class file is woven. */
public final class FreeCode {
  private static final int FIRST_BUCKETS = 256;

  private final SlowPathLock lock = new SlowPathLock();

  /** Chains by key. Guarded by lock. */
  private CodeNumbers[] buckets = new CodeNumbers[FIRST_BUCKETS];

  private int size;

  FreeCode() {}

  /** Numbers of this key that nobody has, which the caller has then; null if there are none. */
  public CodeNumbers take(long key) {
    lock.enter();
    try {
      int bucket = bucket(key);
      CodeNumbers before = null;
      CodeNumbers at = buckets[bucket];
      while (at != null && at.key != key) {
        before = at;
        at = at.next;
      }
      if (at == null) return null;
      if (before == null) buckets[bucket] = at.next;
      else before.next = at.next;
      at.next = null;
      size--;
      return at;
    } finally {
      lock.exit();
    }
  }

  /** No code has these numbers any more: a chain. */
  void give(CodeNumbers chain) {
    lock.enter();
    try {
      CodeNumbers at = chain;
      while (at != null) {
        CodeNumbers next = at.next;
        if (++size > buckets.length) grow();
        push(at);
        at = next;
      }
    } finally {
      lock.exit();
    }
  }

  private void push(CodeNumbers numbers) {
    int bucket = bucket(numbers.key);
    numbers.next = buckets[bucket];
    buckets[bucket] = numbers;
  }

  private void grow() {
    CodeNumbers[] old = buckets;
    buckets = new CodeNumbers[2 * old.length];
    for (CodeNumbers head : old) {
      CodeNumbers at = head;
      while (at != null) {
        CodeNumbers next = at.next;
        push(at);
        at = next;
      }
    }
  }

  private int bucket(long key) {
    return (int) (key ^ key >>> 32) & buckets.length - 1;
  }
}
