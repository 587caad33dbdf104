package io.refledger.rt;

/** Says which classes have finalizers, and so whose instances are born with the FINALIZER flag. */
@FunctionalInterface
public interface Finalizable {
  /** Whether instances of {@code c}, which is the type of this number, have a finalizer. */
  boolean isFinalizable(Class<?> c, int type);
}
