package io.refledger.agent.transform;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/*
 * While installation runs, a class may be loaded and woven between two listings of the loaded classes;
 * the next listing would weave it again. The names are dropped when installation is over.
 */
/** Which classes went to the weaver since the transformer was added. Thread-safe. */
final class Progress {
  private IdentityHashMap<ClassLoader, Set<String>> names = new IdentityHashMap<>();

  /** Notes a class, woven or not; whether it is the first time. */
  synchronized boolean show(ClassLoader loader, String internalName) {
    if (names == null) {
      return true;
    }
    Set<String> ofLoader = names.get(loader);
    if (ofLoader == null) {
      ofLoader = new HashSet<>();
      names.put(loader, ofLoader);
    }
    return ofLoader.add(internalName);
  }

  /** Forgets the names: from now on the JVM shows each class once, when it is loaded. */
  synchronized void end() {
    names = null;
  }
}
