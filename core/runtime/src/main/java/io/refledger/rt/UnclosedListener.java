package io.refledger.rt;

/** Is told of resources that die without having been closed. Runs in hooks: must not throw. */
interface UnclosedListener {
  /** The resource of this slot has died; its record is there still. */
  void unclosed(int slot);
}
