package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.Optional;

/**
 * A reference on a cycle.
 *
 * @param reference "Declaring.field", or "[x]"
 */
public record CycleEdge(
    String referrer, String reference, String referent, Optional<Frame> storedAt) {}
