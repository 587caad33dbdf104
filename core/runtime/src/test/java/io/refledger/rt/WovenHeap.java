package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SHAPES;
import static io.refledger.rt.Installation.SITES;

import io.refledger.api.Gc;
import io.refledger.api.Refs;
import io.refledger.rt.face.Face;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Calls the hooks in the order in which woven code would. */
public final class WovenHeap {
  /** The method that all code is in. */
  public static final int METHOD = SITES.method("test.Program", "main", "Program.java", true);

  /** The site of births and drops. */
  public static final int SITE = SITES.site(METHOD, 1);

  static {
    shape(String.class);
  }

  /** The context of the thread that made this. */
  public final Context c = Hooks.context();

  /** Connects the API once, whichever test comes first; the detector runs only when asked. */
  public static void connect() {
    if (!Refs.isActive()) Face.connect();
    Gc.disable();
  }

  /** Tells the runtime of classes, as the weaver does when it sees them. */
  public static void shape(Class<?>... classes) {
    for (Class<?> c : classes) {
      SHAPES.register(
          c.getClassLoader(),
          c.getName().replace('.', '/'),
          fields(c, false),
          finalFields(c),
          fields(c, true));
    }
  }

  private static String[] finalFields(Class<?> c) {
    List<String> names = new ArrayList<>();
    for (Field field : c.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers)) names.add(field.getName());
    }
    return names.toArray(new String[0]);
  }

  private static String[] fields(Class<?> c, boolean isStatic) {
    List<String> names = new ArrayList<>();
    for (Field field : c.getDeclaredFields()) {
      if (field.getType().isPrimitive() || field.getName().equals("$jacocoData")) continue;
      if (Modifier.isStatic(field.getModifiers()) == isStatic) names.add(field.getName());
    }
    return names.toArray(new String[0]);
  }

  /** A site that stores to a field. */
  public static int storeSite(Class<?> owner, String field) {
    return SITES.storeSite(
        METHOD, 2, owner.getName().replace('.', '/'), field, "Ljava/lang/Object;");
  }

  /** {@code new}: the unit belongs to the test. */
  public <T> T make(Supplier<T> constructor) {
    T object = constructor.get();
    Hooks.created(object);
    Hooks.constructed(object, c, SITE);
    return object;
  }

  /** An array instruction: the unit belongs to the test. */
  public <T> T array(T array) {
    Hooks.newArray(array, c, SITE);
    return array;
  }

  /** An array whose elements are stored one by one. */
  public Object[] arrayOf(Object... elements) {
    Object[] array = array(new Object[elements.length]);
    for (int i = 0; i < elements.length; i++) set(array, i, elements[i]);
    return array;
  }

  /** AASTORE. */
  public void set(Object[] array, int index, Object value) {
    long token = Hooks.beforeArrayStore(array, index, value, c, SITE);
    try {
      array[index] = value;
    } finally {
      Hooks.afterStore(token, c, SITE);
    }
  }

  /** PUTFIELD; {@code store} is the instruction itself. */
  public void put(Object referrer, Object value, int site, Runnable store) {
    long token = Hooks.beforeFieldStore(referrer, value, c, site);
    store.run();
    Hooks.afterStore(token, c, site);
  }

  /** The test lets go of its unit. */
  public void drop(Object... objects) {
    for (Object object : objects) Hooks.unpin(object, c, SITE);
  }

  /** The counted references to an object. */
  public static int refs(Object object) {
    return LEDGER.refs(Identity.slot(object));
  }

  /** The pins of an object. */
  public static int pins(Object object) {
    return LEDGER.pins(Identity.slot(object));
  }

  /** Whether an object has not died in the ledger. */
  public static boolean isAlive(Object object) {
    int slot = Identity.slot(object);
    return slot != 0 && LEDGER.isLive(slot);
  }
}
