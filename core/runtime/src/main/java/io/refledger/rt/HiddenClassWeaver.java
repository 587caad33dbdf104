package io.refledger.rt;

/** Who weaves the classes that no class file transformer sees. */
public interface HiddenClassWeaver {
  /** The woven class file, or {@code classFile} itself when it is left as it is. */
  byte[] weave(ClassLoader loader, String name, byte[] classFile);
}
