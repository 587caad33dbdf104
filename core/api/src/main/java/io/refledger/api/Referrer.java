package io.refledger.api;

import java.util.Optional;

/**
 * A reference to an object, seen from the object.
 *
 * @param object the object that holds it, empty for a static field
 * @param reference "Declaring.Class#field", or "[i]" for an array element
 * @param index the number of the reference in its object or class
 * @param storedAt where it was stored, when sites are kept
 */
public record Referrer(
    Optional<Tracked> object, String reference, int index, Optional<Site> storedAt) {}
