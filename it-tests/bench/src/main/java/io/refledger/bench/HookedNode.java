package io.refledger.bench;

import io.refledger.rt.Hooks;
import io.refledger.rt.Installation;

/** What hooks are called with: an object with a reference, and the sites of what is done to it. */
final class HookedNode {
  private static final String DESCRIPTOR = "Ljava/lang/Object;";
  private static final String NAME = HookedNode.class.getName();
  private static final String INTERNAL_NAME = NAME.replace('.', '/');
  private static final int METHOD =
      Installation.SITES.method(NAME, "bench", "HookedNode.java", true);

  /** A site of births, drops and stores to elements. */
  static final int SITE = Installation.SITES.site(METHOD, 1);

  /** A site that stores to {@link #next}. */
  static final int NEXT =
      Installation.SITES.storeSite(METHOD, 2, INTERNAL_NAME, "next", DESCRIPTOR);

  /** A site that stores to {@link #root}. */
  static final int ROOT =
      Installation.SITES.storeSite(METHOD, 3, INTERNAL_NAME, "root", DESCRIPTOR);

  static Object root;

  Object next;

  static {
    Installation.SHAPES.register(null, "java/lang/Object", new String[0], new String[0]);
    Installation.SHAPES.register(
        HookedNode.class.getClassLoader(),
        INTERNAL_NAME,
        new String[] {"next"},
        new String[] {"root"});
  }

  /** An object with one unit, the caller's. */
  static HookedNode born() {
    HookedNode node = new HookedNode();
    Hooks.created(node);
    Hooks.constructed(node, Hooks.context(), SITE);
    return node;
  }
}
