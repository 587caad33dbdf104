package io.refledger.rt.spi;

/** Is shown resources that died without having been closed, one by one. */
public interface UnclosedDeathVisitor {
  /**
   * An outermost object that should have been closed has died.
   *
   * @param epochMillis when, by the system's clock
   * @param threadId the thread that dropped it; 0 if the cycle detector found it
   * @param typeIds the objects from the outermost one to the resource
   * @param closer the method that closes the outermost one; null if that is not known
   */
  void died(
      long epochMillis,
      long threadId,
      int[] typeIds,
      int[] allocationContexts,
      boolean[] areOpen,
      String closer,
      int dropContext);

  /** So many more have died than there was room for. */
  void missed(long count);
}
