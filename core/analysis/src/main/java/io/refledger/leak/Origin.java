package io.refledger.leak;

import java.util.Locale;

/** Whose code a finding is about. */
public enum Origin {
  /** The application's own. */
  APPLICATION,
  /** A library's, or the JDK's. */
  LIBRARY;

  /** The word that reports use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
