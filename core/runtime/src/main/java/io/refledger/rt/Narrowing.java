package io.refledger.rt;

/** How far tracking has been narrowed, because the ledger's memory ran out. In order. */
public enum Narrowing {
  /** Nothing was left out. */
  NONE,

  /** Allocation sites, deaths by statement and kinds of cycles that came new. */
  OBSERVATIONS,

  /** New objects without references, too: strings, boxes, arrays of primitives. */
  LEAVES,

  /** All new objects. */
  OBJECTS,

  /** Also references to tracked objects by others: the JVM's collector tells when these die. */
  REFERENCES
}
