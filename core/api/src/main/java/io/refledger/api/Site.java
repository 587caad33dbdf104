package io.refledger.api;

import io.refledger.api.spi.Connection;
import java.util.Optional;

/**
 * A place in the program.
 *
 * @param className the class, as {@code Class.getName} gives it
 * @param method the method
 * @param file the source file, empty when unknown
 * @param line the line, 0 when unknown
 * @param calledFrom the application's call that led there, when the place itself is in the JDK
 */
public record Site(
    String className, String method, String file, int line, Optional<Site> calledFrom) {

  /** The place of a context number, if it is known. */
  static Optional<Site> of(int context) {
    if (context == 0) return Optional.empty();
    Site[] found = new Site[1];
    Connection.bridge()
        .site(
            context,
            (className, method, file, line, calledFrom) ->
                found[0] =
                    new Site(className, method, file == null ? "" : file, line, of(calledFrom)));
    return Optional.ofNullable(found[0]);
  }

  /** As a stack trace shows it. */
  @Override
  public String toString() {
    String place = file.isEmpty() ? "Unknown Source" : line == 0 ? file : file + ":" + line;
    String here = className + "." + method + "(" + place + ")";
    return calledFrom.map(caller -> here + " called from " + caller).orElse(here);
  }
}
