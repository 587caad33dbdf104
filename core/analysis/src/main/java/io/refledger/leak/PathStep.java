package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.Optional;

/**
 * One reference on the path from a root to a leaking object.
 *
 * @param referrer a class, "static", or "thread NAME"
 * @param reference "Declaring.field", "[x]", or "local NAME"
 * @param isSuspect whether this reference should have been dropped
 */
public record PathStep(
    String referrer,
    String reference,
    String referent,
    Optional<Frame> storedAt,
    boolean isSuspect) {}
