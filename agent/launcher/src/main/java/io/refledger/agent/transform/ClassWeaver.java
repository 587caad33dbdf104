package io.refledger.agent.transform;

/** Weaves one class for the ledger that runs in this JVM. */
public interface ClassWeaver {
  /** The woven class file, null when nothing in it had to change. */
  byte[] weave(ClassLoader loader, boolean isApplication, byte[] classFile);
}
