package io.refledger.agent.transform;

import java.security.ProtectionDomain;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;

/*
 * It takes the place of Byte Buddy's own transformer, which would parse and write each class once more
 * around ours.
 */
/** The class file transformer around the weaver. */
final class WeavingTransformer extends ResettableClassFileTransformer.WithDelegation {
  private final GuardedWeaver weaver;
  private final Progress progress;

  WeavingTransformer(
      ResettableClassFileTransformer byteBuddy, GuardedWeaver weaver, Progress progress) {
    super(byteBuddy);
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
    return transform(null, loader, internalName, redefined, domain, classFile);
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (internalName == null || !weaver.includes(loader, internalName)) {
      return null;
    }
    progress.show(loader, internalName);
    return weaver.weave(loader, ClassOrigin.isApplication(loader, module), internalName, classFile);
  }
}
