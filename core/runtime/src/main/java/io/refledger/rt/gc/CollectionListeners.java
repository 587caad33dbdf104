package io.refledger.rt.gc;

import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.SpinLock;

/** Those who are told of collections. */
final class CollectionListeners {
  private final SpinLock lock = new SpinLock();

  /** Copied on write, under the lock. */
  private volatile CollectionListener[] all = new CollectionListener[0];

  void add(CollectionListener listener) {
    lock.lock();
    try {
      var more = new CollectionListener[all.length + 1];
      System.arraycopy(all, 0, more, 0, all.length);
      more[all.length] = listener;
      all = more;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a listener out, once; nothing if it is not there. */
  void remove(CollectionListener listener) {
    lock.lock();
    try {
      for (int i = 0; i < all.length; i++) {
        if (all[i] == listener) {
          var fewer = new CollectionListener[all.length - 1];
          System.arraycopy(all, 0, fewer, 0, i);
          System.arraycopy(all, i + 1, fewer, i, fewer.length - i);
          all = fewer;
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void started(int generation) {
    for (CollectionListener listener : all) {
      listener.started(generation);
    }
  }

  void found(IntVector garbage) {
    for (CollectionListener listener : all) {
      listener.found(garbage);
    }
  }

  void stopped(int generation, int collected) {
    for (CollectionListener listener : all) {
      listener.stopped(generation, collected, 0);
    }
  }
}
