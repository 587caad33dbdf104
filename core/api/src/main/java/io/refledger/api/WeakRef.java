package io.refledger.api;

import io.refledger.api.spi.Connection;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A weak reference by the ledger's clock: {@link #get} is null from the ledger death of its
 * referent on, whatever the JVM's collector does. Its callback runs at the statement that killed
 * the referent, unless the reference itself has died or was cleared before.
 */
public final class WeakRef<T> {
  /** Runs the callback of a WeakRef whose referent has died; captures nothing. */
  static final Consumer<Object> DISPATCH =
      new Consumer<>() {
        @Override
        public void accept(Object weakRef) {
          ((WeakRef<?>) weakRef).died();
        }
      };

  private final WeakReference<T> referent;
  private final Consumer<WeakRef<T>> callback;

  /** The ledger's number, 0 for a referent that never dies; -1 until it is known. */
  private int handle = -1;

  private volatile boolean isCleared;

  WeakRef(WeakReference<T> referent, Consumer<WeakRef<T>> callback) {
    this.referent = referent;
    this.callback = callback;
  }

  void handle(int handle) {
    this.handle = handle;
  }

  /** The ledger says that the referent has died. */
  private void died() {
    isCleared = true;
    if (callback != null) callback.accept(this);
  }

  /** The referent, null once it is dead or {@link #clear} was called. */
  public T get() {
    if (isCleared || (handle > 0 && !Connection.bridge().isWeakAlive(handle))) return null;
    return referent.get();
  }

  /** The record of the referent, while it is alive. */
  public Optional<Tracked> tracked() {
    T referent = get();
    return referent == null ? Optional.empty() : Refs.tracked(referent);
  }

  /** Lets go of the referent; the callback never runs. */
  public void clear() {
    isCleared = true;
    if (handle > 0) Connection.bridge().dropWeak(handle, this);
  }
}
