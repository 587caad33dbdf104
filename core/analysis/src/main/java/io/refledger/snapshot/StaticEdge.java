package io.refledger.snapshot;

/**
 * A reference held by a static field.
 *
 * @param typeId the class that declares the field
 * @param field "Declaring.Class#field"
 * @param referent the node referred to
 */
public record StaticEdge(int typeId, String field, int referent, int storeContext) {}
