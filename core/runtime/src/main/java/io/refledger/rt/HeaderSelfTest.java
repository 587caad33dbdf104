package io.refledger.rt;

import static io.refledger.rt.Vm.U;

/**
 * Whether this JVM lets a number live in the identity hash bits of the mark word. The test sets,
 * reads, locks, inflates and collects, all on objects of its own.
 *
 * @param shift where the hash begins in the mark word, -1 when the test failed
 * @param failure what was found instead, null when the test passed
 */
public record HeaderSelfTest(int shift, String failure) {
  private static final int SAMPLES = 8;
  private static final int LOW_BITS = 7;
  private static final int UNLOCKED = 1;

  /** Runs the test. Blocks for about a millisecond and asks for one collection. */
  public static HeaderSelfTest run() {
    try {
      int shift = calibrate();
      if (shift < 0) return failed("the identity hash is not in the mark word");
      return exercise(shift);
    } catch (RuntimeException e) {
      return failed("the self-test threw " + e);
    }
  }

  /** Whether numbers can live in the header. */
  public boolean passed() {
    return failure == null;
  }

  /** The one shift at which the hashes of all samples are found, -1 if there is none. */
  private static int calibrate() {
    for (int shift = 3; shift <= 33; shift++) {
      int hits = 0;
      for (int i = 0; i < SAMPLES; i++) hits += isHashAt(new Object(), shift) ? 1 : 0;
      if (hits == SAMPLES) return shift;
    }
    return -1;
  }

  private static boolean isHashAt(Object sample, int shift) {
    int hash = System.identityHashCode(sample);
    return ((U.getLong(sample, 0L) >>> shift) & HeaderLayout.MASK) == hash;
  }

  private static HeaderSelfTest exercise(int shift) {
    Object[] samples = {new Object(), new int[3], new Object[2], new Throwable(), "x".repeat(3)};
    for (int i = 0; i < samples.length; i++) {
      long mark = U.getLong(samples[i], 0L);
      if ((mark & LOW_BITS) != UNLOCKED)
        return failed("biased locking is on, or marks are unknown");
      if (hashOf(mark, shift) != 0) return failed("a new object has a hash");
      long numbered = mark | (long) hash(i) << shift;
      if (!U.compareAndSetLong(samples[i], 0L, mark, numbered)) return failed("the mark moved");
      if (!holds(samples[i], i, shift)) return failed("the number was not read back");
    }
    return keep(samples, shift);
  }

  private static HeaderSelfTest keep(Object[] samples, int shift) {
    for (int i = 0; i < samples.length; i++) {
      synchronized (samples[i]) {
        if (System.identityHashCode(samples[i]) != hash(i))
          return failed("a lock hides the number");
      }
      if (!holds(samples[i], i, shift)) return failed("a lock lost the number");
    }
    inflate(samples[0]);
    if (System.identityHashCode(samples[0]) != hash(0)) return failed("inflation lost the number");
    System.gc();
    for (int i = 0; i < samples.length; i++) {
      if (System.identityHashCode(samples[i]) != hash(i)) return failed("a collection lost it");
    }
    return new HeaderSelfTest(shift, null);
  }

  @SuppressWarnings("WaitNotInLoop") // the wait is for its effect on the lock alone
  private static void inflate(Object sample) {
    synchronized (sample) {
      try {
        sample.wait(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean holds(Object sample, int i, int shift) {
    return System.identityHashCode(sample) == hash(i)
        && hashOf(U.getLong(sample, 0L), shift) == hash(i);
  }

  private static int hashOf(long mark, int shift) {
    return (int) (mark >>> shift) & HeaderLayout.MASK;
  }

  private static int hash(int i) {
    return HeaderLayout.encode(i * 77_777 + 1);
  }

  private static HeaderSelfTest failed(String reason) {
    return new HeaderSelfTest(-1, reason);
  }
}
