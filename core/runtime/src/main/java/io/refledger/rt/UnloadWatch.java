package io.refledger.rt;

import java.lang.ref.PhantomReference;

/**
 * Tells when nothing of a class loader, or of a hidden class, can run any more. Phantom: a
 * finalizer may run code of a class whose loader's weak references have been cleared.
 */
final class UnloadWatch extends PhantomReference<Object> {
  /** The record by which the ledger knows the loader or class, until the JVM has collected it. */
  final int record;

  /** Whether it watches a loader. */
  final boolean isLoader;

  /** The next one of the same chain. Guarded by its owner's lock. */
  UnloadWatch next;

  /** Numbers that come free: a chain. Written by the thread that collects. */
  CodeNumbers code;

  UnloadWatch(Object watched, int record, boolean isLoader) {
    super(watched, null);
    this.record = record;
    this.isLoader = isLoader;
  }

  /** Adds the numbers of one class. */
  void add(CodeNumbers numbers) {
    numbers.next = code;
    code = numbers;
  }
}
