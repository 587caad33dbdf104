package io.refledger.agent.transform;

/** Weaves one class for the ledger that runs in this JVM. */
public interface ClassWeaver {
  /** Whether a class of this internal name may be woven when this loader defines it. */
  default boolean includes(ClassLoader loader, String internalName) {
    return true;
  }

  /**
   * The woven class file, null when nothing in it had to change.
   *
   * @param isHidden whether the class is made at run time, and no other run has it
   */
  byte[] weave(ClassLoader loader, boolean isApplication, boolean isHidden, byte[] classFile);
}
