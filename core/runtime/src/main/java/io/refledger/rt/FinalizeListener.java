package io.refledger.rt;

/** Told once of every object with the FINALIZER flag that is about to die; it may resurrect it. */
@FunctionalInterface
public interface FinalizeListener {
  /** The finalizer of {@code slot} runs now; an incref made here and kept keeps the object. */
  void finalize(int slot);
}
