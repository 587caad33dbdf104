package io.refledger.it.random;

/** What random programs may use. */
enum Dialect {
  /** Classes of their own. */
  PLAIN,
  /** As plain, and ways to hand objects over to other threads. */
  THREADED,
  /** As plain, and collections and lambdas: the JDK must be woven, too. */
  LIBRARY
}
