package io.refledger.api;

import io.refledger.api.spi.Connection;
import io.refledger.rt.WovenHeap;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/** Makes weak references as {@link Refs#weak} does, and gives birth to them as woven code would. */
public final class WeakRefs {
  private WeakRefs() {}

  /** A weak reference that is in the books; its unit belongs to the test. */
  public static <T> WeakRef<T> make(WovenHeap heap, T referent, Consumer<WeakRef<T>> callback) {
    WeakRef<T> weak = heap.make(() -> new WeakRef<>(new WeakReference<>(referent), callback));
    weak.handle(Connection.bridge().weak(referent, weak, callback, WeakRef.DISPATCH));
    return weak;
  }
}
