package io.refledger.agent.transform;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/*
 * A woven class names the class of the hooks, and the JVM asks the class's loader for it when the
 * first hook is called. A loader whose loadClass runs code that it has defined itself - as where
 * another agent has changed ClassLoader.loadClass - would ask itself for the hooks before it could
 * begin to answer, and so on to the end of the stack. The JVM remembers what a loader has answered
 * once, so each is asked while its classes are not woven yet.
 */
/** Lets the JVM remember, for each loader whose classes are to be woven, where the hooks are. */
final class HooksInLoaders {
  private static final String HOOKS = "java.lang.RefLedgerHooks";

  private final Set<ClassLoader> asked = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Asks a loader once; null is the boot loader, which has them. */
  void ask(ClassLoader loader) {
    if (loader == null || !asked.add(loader)) {
      return;
    }
    try {
      Class.forName(HOOKS, false, loader);
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
      // It will be asked again by its first woven class, and that class will fail as it would then.
    }
  }
}
