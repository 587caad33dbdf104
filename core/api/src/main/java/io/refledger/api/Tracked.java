package io.refledger.api;

import io.refledger.api.spi.Connection;
import java.util.Optional;

/** A handle of an object's record; it holds no object. Two handles of one object are equal. */
public final class Tracked {
  private final long serial;
  private final String className;

  Tracked(long serial) {
    this.serial = serial;
    this.className = Connection.bridge().className(serial);
  }

  /** The number that names this object, and no other in the life of the JVM. */
  public long serial() {
    return serial;
  }

  /** The name of the object's class. */
  public String className() {
    return className;
  }

  /**
   * The number of counted references; {@link Refs#IMMORTAL} for an immortal object, 0 once the
   * object has died.
   */
  public int count() {
    return Math.max(0, Connection.bridge().count(serial));
  }

  /** Whether the object is alive in the ledger; an immortal one always is. */
  public boolean isAlive() {
    return Connection.bridge().count(serial) >= 0;
  }

  /**
   * The generation that the object is in: 0, 1, 2, or 3 when it is frozen; -1 when the cycle
   * detector does not follow it, because it has no reference fields, is immortal, or has died.
   */
  public int generation() {
    return Connection.bridge().generation(serial);
  }

  /** Where the object was allocated; empty some time after its death. */
  public Optional<Site> allocatedAt() {
    LedgerGuard guard = LedgerGuard.enter();
    try {
      return Site.of(Connection.bridge().allocationContext(serial));
    } finally {
      guard.leave();
    }
  }

  /** The object, while the JVM has it, if it is watched: a {@link WeakRef} to it was made. */
  public Optional<Object> object() {
    return Optional.ofNullable(Connection.bridge().object(serial));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tracked tracked && tracked.serial == serial;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(serial);
  }

  @Override
  public String toString() {
    return className + "#" + Long.toHexString(serial);
  }
}
