package io.refledger.it.random;

import java.util.SplittableRandom;

/** A thread that runs random programs, with its own random numbers. */
final class Runner extends Thread {
  /** What it asks before it is tired. */
  private static final int PATIENCE = 40;

  private final SplittableRandom random;
  private int asked;

  /** The object whose monitor it took last. */
  private Object locked;

  /** Stands for all other objects while it holds the monitor of one. */
  private final Object own = new Object();

  Runner(String name, long seed, Runnable task) {
    super(task, name);
    random = new SplittableRandom(seed);
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      super.run();
    } finally {
      Crowd.exits(this);
    }
  }

  static Runner current() {
    return (Runner) currentThread();
  }

  /** The next call of the program begins. */
  void rest() {
    asked = 0;
  }

  boolean isTired() {
    return ++asked > PATIENCE;
  }

  int next(int bound) {
    return random.nextInt(bound);
  }

  /** What to lock instead of an object, so that no two threads wait for each other. */
  Object onlyLock(Object object) {
    if (locked != null && Thread.holdsLock(locked)) {
      return own;
    }
    locked = object;
    return object;
  }
}
