package io.refledger.rt;

/**
 * What the runtime of a JVM is set up with. Set before the first hook runs; the defaults are for
 * tests.
 *
 * @param ledger how the ledger is made
 * @param identity how objects are found
 * @param softIsStrong whether a SoftReference counts
 * @param verifyDeaths whether dying objects are shown to the death observer
 * @param scope which classes are tracked
 * @param attached whether the program ran before: nothing is born until {@link Tracking#begin}, and
 *     frames from before go on unwoven
 */
public record RuntimeOptions(
    LedgerConfig ledger,
    IdentityMode identity,
    boolean softIsStrong,
    boolean verifyDeaths,
    Scope scope,
    boolean attached) {

  private static volatile RuntimeOptions current =
      new RuntimeOptions(LedgerConfig.defaults(), IdentityMode.AUTO, true, false);

  /** Options by which every class is tracked. */
  public RuntimeOptions(
      LedgerConfig ledger, IdentityMode identity, boolean softIsStrong, boolean verifyDeaths) {
    this(ledger, identity, softIsStrong, verifyDeaths, Scope.EVERYTHING, false);
  }

  /** The options that {@link Installation} takes when it is first used. */
  public static RuntimeOptions current() {
    return current;
  }

  /** Sets the options; without effect once {@link Installation} is there. */
  public static void set(RuntimeOptions options) {
    current = options;
  }
}
