package io.refledger.api;

import java.util.Optional;

/**
 * The death of an object in the ledger.
 *
 * @param serial the object's number
 * @param className its class
 * @param allocatedAt where it was allocated
 * @param diedAt the statement that dropped the last reference
 * @param clock births of all objects until then, give or take a batch of each thread
 * @param byCollector whether only the cycle detector could free it
 */
public record Death(
    long serial,
    String className,
    Optional<Site> allocatedAt,
    Optional<Site> diedAt,
    long clock,
    boolean byCollector) {}
