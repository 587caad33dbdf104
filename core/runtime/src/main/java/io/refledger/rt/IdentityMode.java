package io.refledger.rt;

/** How an object is found in the ledger. */
public enum IdentityMode {
  /** By the header when its self-test passes, else by the table. */
  AUTO,

  /** By a number in the object's header. */
  HEADER,

  /** By a weak table. */
  TABLE
}
