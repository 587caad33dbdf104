package io.refledger.agent;

import io.refledger.agent.option.ClassPatterns;
import io.refledger.agent.transform.ClassWeaver;
import java.util.List;

/**
 * A weaver with a fault, for tests: it fails on the classes that the system property {@value
 * #PROPERTY} names, as a defect of ours would.
 */
final class FailingWeaver implements ClassWeaver {
  private static final String PROPERTY = "refledger.test.weaver-fails";

  private final ClassPatterns failing;
  private final ClassWeaver weaver;

  private FailingWeaver(ClassPatterns failing, ClassWeaver weaver) {
    this.failing = failing;
    this.weaver = weaver;
  }

  /** The weaver itself if the property is not set. */
  static ClassWeaver insteadOf(ClassWeaver weaver) {
    String patterns = System.getProperty(PROPERTY);
    return patterns == null
        ? weaver
        : new FailingWeaver(ClassPatterns.of(List.of(patterns.split(":"))), weaver);
  }

  @Override
  public boolean includes(ClassLoader loader, String internalName) {
    return weaver.includes(loader, internalName);
  }

  @Override
  public byte[] weave(
      ClassLoader loader, boolean isApplication, boolean isHidden, byte[] classFile) {
    if (failing.matches(ClassHeader.of(classFile).internalName().replace('/', '.'))) {
      throw new AssertionError(PROPERTY);
    }
    return weaver.weave(loader, isApplication, isHidden, classFile);
  }
}
