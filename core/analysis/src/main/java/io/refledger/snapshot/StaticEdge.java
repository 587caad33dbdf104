package io.refledger.snapshot;

/**
 * A reference held by a static field.
 *
 * @param field "Declaring.Class#field"
 * @param referent the node referred to
 */
public record StaticEdge(String field, int referent, int storeContext) {}
