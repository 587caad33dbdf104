package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.Optional;

/**
 * One reference on the path from a root to a leaking object.
 *
 * @param referrer a class, "static", or "thread NAME"
 * @param reference "Declaring.field", "[x]", or "local NAME"
 * @param isSuspect whether this reference should have been dropped
 * @param isInside whether it does not leave a collection: the referent is a part of it, no element
 * @param key the class of the key beside it, if it is the value of an entry and the key is known
 */
public record PathStep(
    String referrer,
    String reference,
    String referent,
    Optional<Frame> storedAt,
    boolean isSuspect,
    boolean isInside,
    Optional<String> key) {

  /** A step that has nothing to do with collections. */
  public PathStep(
      String referrer,
      String reference,
      String referent,
      Optional<Frame> storedAt,
      boolean isSuspect) {
    this(referrer, reference, referent, storedAt, isSuspect, false, Optional.empty());
  }
}
