package io.refledger.rt;

/**
 * Told once of every object with the FINALIZER flag that is about to die, before its weak
 * references are called back; it may resurrect the object.
 */
@FunctionalInterface
public interface FinalizeListener {
  /**
   * The finalizer of {@code slot} runs now; an incref made here and kept keeps the object.
   *
   * @param context the statement that dropped the last reference
   * @param byCollector true when only the cycle detector could free it
   */
  void finalize(int slot, int context, boolean byCollector);
}
