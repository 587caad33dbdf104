package io.refledger.report.sarif;

import java.net.URI;
import java.net.URISyntaxException;

/** Paths as relative references of RFC 3986. */
final class UriPaths {

  private UriPaths() {}

  /**
   * The path with what a URI must not have escaped. What a colon ends in its first part would be
   * taken for a scheme.
   */
  static String encoded(String path) {
    boolean isLikeScheme = path.indexOf(':') >= 0 && path.indexOf(':') < firstSlash(path);
    try {
      return new URI(null, null, isLikeScheme ? "./" + path : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a relative path: " + path, e);
    }
  }

  private static int firstSlash(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path.length() : slash;
  }
}
