package io.refledger.agent.transform;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** A transformer that weaves a class of the JDK's and leaves all others to the one to come. */
final class OneClass implements ClassFileTransformer {
  private final Class<?> chosen;
  private final GuardedWeaver weaver;
  private final Progress progress;

  OneClass(Class<?> chosen, GuardedWeaver weaver, Progress progress) {
    this.chosen = chosen;
    this.weaver = weaver;
    this.progress = progress;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (redefined != chosen) {
      return null;
    }
    progress.show(loader, internalName);
    return weaver.weave(loader, false, internalName, classFile);
  }
}
