package io.refledger.rt;

/*
 * The JDK keeps its method handles and lambda forms in caches that hang on the statics of
 * java.lang.invoke, and in constants of other classes of its own. What else these lead to, classes,
 * their loaders, modules and threads, leads to the rest of the heap and is left out.
 */
/** The instances of a class that the JDK's method handles are made of. */
public final class LinkedObjects extends ObjectSearch {
  private static final String INVOKE = "java.lang.invoke.";

  private final Class<?> wanted;
  private boolean isEverythingFollowed;
  private Object[] found = new Object[256];
  private int size;

  private LinkedObjects(Class<?> wanted) {
    this.wanted = wanted;
  }

  /**
   * Searches from the statics of these classes, as far as the boot loader defines them. Allocates;
   * births must be off.
   *
   * @return the instances, then nulls
   */
  public static Object[] of(Class<?> wanted, Class<?>[] loaded) {
    LinkedObjects search = new LinkedObjects(wanted);
    for (Class<?> c : loaded) {
      if (c.getClassLoader() != null || c.isHidden()) continue;
      search.isEverythingFollowed = isOfInvoke(c);
      search.meetStatics(c);
    }
    search.isEverythingFollowed = true;
    search.drain();
    return search.found;
  }

  private static boolean isOfInvoke(Class<?> c) {
    return c.getName().startsWith(INVOKE);
  }

  @Override
  boolean follows(Object o) {
    Class<?> c = o.getClass();
    if (!isEverythingFollowed) return isOfInvoke(c);
    return c.getClassLoader() == null
        && !(o instanceof Class
            || o instanceof String
            || o instanceof ClassLoader
            || o instanceof Module
            || o instanceof Thread);
  }

  @Override
  void met(Object o, int slot) {
    if (!wanted.isInstance(o)) return;
    if (size == found.length) found = grown(found);
    found[size++] = o;
  }
}
