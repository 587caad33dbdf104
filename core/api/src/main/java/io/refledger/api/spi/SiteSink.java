package io.refledger.api.spi;

/** Receives a place in the program. */
@FunctionalInterface
public interface SiteSink {
  /**
   * A place.
   *
   * @param file null when unknown
   * @param line 0 when unknown
   * @param calledFrom the context of the application's call, 0 for none
   */
  void site(String className, String method, String file, int line, int calledFrom);
}
