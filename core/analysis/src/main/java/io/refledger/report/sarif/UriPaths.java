package io.refledger.report.sarif;

import java.net.URI;
import java.net.URISyntaxException;

/** Paths as relative references of RFC 3986. */
final class UriPaths {

  private UriPaths() {}

  /** The path with what a URI must not have escaped. */
  static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a relative path: " + path, e);
    }
  }
}
