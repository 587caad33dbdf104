package io.refledger.agent.transform;

/** The choice of classes that are ever woven. */
final class WovenClasses {
  /*
   * Own packages, and what hooks themselves are made of: a hook that ran woven code would call itself
   * [DESIGN, trap 19].
   */
  private static final String[] NEVER = {
    "io/refledger/rt/",
    "io/refledger/api/",
    "io/refledger/agent/",
    "io/refledger/weave/",
    "io/refledger/shaded/",
    "java/lang/RefLedgerHooks",
    "jdk/internal/misc/Unsafe",
    "jdk/internal/misc/ScopedMemoryAccess",
    "jdk/internal/vm/annotation/"
  };

  private final ClassLoader isolated;

  /** A choice without the classes of the agent's own loader. */
  WovenClasses(ClassLoader isolated) {
    this.isolated = isolated;
  }

  /** Whether the class of this internal name is woven when this loader defines it. */
  boolean includes(ClassLoader loader, String internalName) {
    if (loader == isolated) {
      return false;
    }
    for (String prefix : NEVER) {
      if (internalName.startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }
}
