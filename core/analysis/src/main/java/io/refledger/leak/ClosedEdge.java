package io.refledger.leak;

import io.refledger.snapshot.Frame;
import java.util.Optional;

/**
 * The reference whose store closed a cycle.
 *
 * @param reference "Declaring.field", or "[x]"
 */
public record ClosedEdge(
    String referrer, String reference, String referent, Optional<Frame> storedAt) {}
