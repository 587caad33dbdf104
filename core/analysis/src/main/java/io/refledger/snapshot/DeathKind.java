package io.refledger.snapshot;

import java.util.Optional;

/** Deaths alike in class and in the statements of birth and death. */
public record DeathKind(
    String className, Optional<Frame> allocatedAt, Optional<Frame> diedAt, long count) {}
