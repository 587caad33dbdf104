package io.refledger.agent.transform;

/*
 * The JVM would swallow what a transformer throws, and a hook must throw nothing. So all is caught
 * and reported, and the class runs as it is. A class load of its own thread may enter it again;
 * weaving keeps no state, so that is harmless as long as it ends.
 */
/**
 * Weaves the classes that are chosen, with births off, and without ever throwing.
 *
 * @param choice which classes are woven
 * @param weaver weaves one class
 * @param births switches births off while weaving
 * @param coverage what was woven and what not
 */
public record GuardedWeaver(
    WovenClasses choice, ClassWeaver weaver, BirthGuard births, Coverage coverage) {
  /** Weaving a class may load a class, and that one another; deeper it is a circle. */
  private static final int MOST_NESTED = 8;

  /**
   * What the JDK spins for a lambda or a method reference: nobody wrote it, and no reader finds it.
   * What {@code Session::new} makes is told where the reference is called from.
   */
  private static final String PROXY_OF_LAMBDA = "$$Lambda";

  /** A weaver that leaves out the classes of the agent's own loader. */
  public static GuardedWeaver of(ClassWeaver weaver, BirthGuard births, Coverage coverage) {
    ClassLoader isolated = GuardedWeaver.class.getClassLoader();
    return new GuardedWeaver(new WovenClasses(isolated), weaver, births, coverage);
  }

  /** Whether the class of this internal name is woven when this loader defines it. */
  boolean includes(ClassLoader loader, String internalName) {
    return !births.isOver() && mayHaveWoven(loader, internalName);
  }

  /** Whether the class of this internal name was woven, unless the weaver failed at it. */
  boolean mayHaveWoven(ClassLoader loader, String internalName) {
    return choice.includes(loader, internalName) && weaver.includes(loader, internalName);
  }

  /** The woven class file of a chosen class, null when it runs as it is. */
  byte[] weave(ClassLoader loader, boolean isApplication, String internalName, byte[] classFile) {
    return weave(loader, isApplication, false, internalName, classFile);
  }

  private byte[] weave(
      ClassLoader loader,
      boolean isApplication,
      boolean isHidden,
      String internalName,
      byte[] classFile) {
    long state = births.enter();
    try {
      if (births.depth() > MOST_NESTED) {
        throw new IllegalStateException("the weaver itself needs the class");
      }
      byte[] woven = weaver.weave(loader, isApplication, isHidden, classFile);
      if (woven != null) {
        coverage.woven();
      }
      return woven;
    } catch (Throwable failure) {
      skip(internalName.replace('/', '.'), isApplication, failure);
      return null;
    } finally {
      births.leave(state);
    }
  }

  /** The woven class file of a hidden class, or {@code classFile} itself. */
  public byte[] weaveHidden(ClassLoader loader, String name, byte[] classFile) {
    String internalName = name == null ? "" : name.replace('.', '/');
    if (!includes(loader, internalName)) {
      return classFile;
    }
    boolean isWritten = !internalName.contains(PROXY_OF_LAMBDA);
    boolean isApplication = isWritten && ClassOrigin.isApplication(loader, null);
    byte[] woven = weave(loader, isApplication, true, internalName, classFile);
    return woven == null ? classFile : woven;
  }

  private void skip(String className, boolean isApplication, Throwable failure) {
    try {
      coverage.skipClass(className, isApplication, "weaving failed", failure);
    } catch (Throwable stackOrMemory) {
      // Nothing is left to report with; the class runs as it is.
    }
  }
}
