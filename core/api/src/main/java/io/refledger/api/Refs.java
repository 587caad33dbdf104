package io.refledger.api;

import static io.refledger.api.Arguments.notNull;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.DeathSink;
import io.refledger.api.spi.LedgerBridge;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * References: how many, from where, and what happened when the last one went. Without the agent
 * every member but {@link #isActive} throws {@link IllegalStateException}.
 */
public final class Refs {
  /**
   * The count of what is never counted: literals, enum constants, what is older than the agent.
   * Such an object is followed by no cycle detector, has neither referrers nor a death, is nobody's
   * referent here, and a weak reference to it never calls back. What it refers to is counted.
   */
  public static final int IMMORTAL = LedgerBridge.IMMORTAL;

  private Refs() {}

  /** Whether the agent is there. */
  public static boolean isActive() {
    return Connection.isActive();
  }

  /** The number of references to an object: {@code sys.getrefcount} less its own argument. */
  public static int count(Object object) {
    LedgerBridge bridge = Connection.bridge();
    long serial = bridge.serial(notNull(object, "object"));
    return serial == 0 ? IMMORTAL : Math.max(0, bridge.count(serial));
  }

  /** Whether the cycle detector follows an object: {@code gc.is_tracked}. */
  public static boolean isTracked(Object object) {
    LedgerBridge bridge = Connection.bridge();
    long serial = bridge.serial(notNull(object, "object"));
    return serial != 0 && bridge.isTracked(serial);
  }

  /** The record of an object; empty for one that is not in the ledger. */
  public static Optional<Tracked> tracked(Object object) {
    LedgerBridge bridge = Connection.bridge();
    LedgerGuard guard = LedgerGuard.enter();
    try {
      long serial = bridge.serial(notNull(object, "object"));
      return serial == 0 ? Optional.empty() : Optional.of(new Tracked(serial));
    } finally {
      guard.leave();
    }
  }

  /**
   * The fields and elements that refer to an object: {@code gc.get_referrers}. Looks through the
   * whole ledger. None for an immortal object. Called from a callback or finalizer of a collection,
   * it leaves out what is being collected.
   */
  public static List<Referrer> referrers(Object object) {
    LedgerBridge bridge = Connection.bridge();
    LedgerGuard guard = LedgerGuard.enter();
    try {
      List<Referrer> referrers = new ArrayList<>();
      long serial = bridge.serial(notNull(object, "object"));
      if (serial == 0) return List.of();
      bridge.referrers(
          serial,
          (referrer, reference, index, context) ->
              referrers.add(
                  new Referrer(
                      referrer == 0 ? Optional.empty() : Optional.of(new Tracked(referrer)),
                      reference,
                      index,
                      Site.of(context))));
      return List.copyOf(referrers);
    } finally {
      guard.leave();
    }
  }

  /**
   * What an object refers to, in visiting order: {@code gc.get_referents}. Immortal objects are
   * left out, as many of them have no record.
   */
  public static List<Tracked> referents(Object object) {
    LedgerBridge bridge = Connection.bridge();
    LedgerGuard guard = LedgerGuard.enter();
    try {
      long serial = bridge.serial(notNull(object, "object"));
      return serial == 0 ? List.of() : handles(bridge.referents(serial));
    } finally {
      guard.leave();
    }
  }

  /**
   * How the referent of a reference died, if it did. Known for references that were built while the
   * agent was there.
   */
  public static Optional<Death> deathOf(Reference<?> reference) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      Death[] death = new Death[1];
      Connection.bridge().deathOf(reference, sink(found -> death[0] = found));
      return Optional.ofNullable(death[0]);
    } finally {
      guard.leave();
    }
  }

  /**
   * Calls {@code listener} when an instance of {@code type} dies, in the thread and at the
   * statement where it dies; instances that are there already are included. It is called where
   * CPython runs {@code __del__}: before the callbacks of weak references, once in an object's
   * life, and in a collection before any garbage is torn down. So an object that the listener
   * itself makes reachable again, by a weak reference, lives on and is not told of a second time.
   */
  public static void onDeath(Class<?> type, Consumer<Death> listener) {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      Connection.bridge().hold(notNull(listener, "listener"));
      Connection.bridge().onDeath(notNull(type, "type"), sink(listener));
    } finally {
      guard.leave();
    }
  }

  /**
   * A weak reference by the ledger's clock; {@code callback} may be null. For an immortal referent
   * the callback never runs, and the JVM alone clears the reference.
   */
  public static <T> WeakRef<T> weak(T referent, Consumer<WeakRef<T>> callback) {
    LedgerBridge bridge = Connection.bridge();
    LedgerGuard guard = LedgerGuard.enter();
    WeakReference<T> reference;
    Consumer<Object> dispatch;
    try {
      dispatch = WeakRef.DISPATCH;
      reference = new WeakReference<>(notNull(referent, "referent"));
    } finally {
      guard.leave();
    }
    // The one object of the API that is in the ledger: it is dropped when its last holder lets go.
    WeakRef<T> weak = new WeakRef<>(reference, callback);
    weak.handle(bridge.weak(referent, weak, callback, dispatch));
    return weak;
  }

  /** Writes the ledger export: classes with instances, kinds of references with their numbers. */
  public static void dump(Path file) throws IOException {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      Connection.bridge().dump(file);
    } finally {
      guard.leave();
    }
  }

  static List<Tracked> handles(long[] serials) {
    List<Tracked> handles = new ArrayList<>(serials.length);
    for (long serial : serials) handles.add(new Tracked(serial));
    return List.copyOf(handles);
  }

  private static DeathSink sink(Consumer<Death> listener) {
    return (serial, className, allocation, death, clock, byCollector) -> {
      LedgerGuard guard = LedgerGuard.enter();
      Death died;
      try {
        died =
            new Death(serial, className, Site.of(allocation), Site.of(death), clock, byCollector);
      } finally {
        guard.leave();
      }
      listener.accept(died);
    };
  }
}
