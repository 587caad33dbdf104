package io.refledger.it.random;

import io.refledger.api.Death;
import io.refledger.api.Gc;
import io.refledger.api.Refs;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/*
 * Woven as everything else, and called in the middle of deaths: so it holds no object of a program,
 * and knows each by its serial. Its own arrays hold no references; the death of one that does would
 * be told to it again.
 */
/** What random programs call, and what they did, in a JVM with the agent or without. */
public final class Trace {
  private static final boolean IS_WOVEN = Refs.isActive();
  private static final int MOST_OBJECTS = 10_000;

  private static final StringBuilder PRINTED = new StringBuilder();
  private static final StringBuilder EVENTS = new StringBuilder();

  /** By id; 0 when the object has died. */
  private static final long[] SERIALS = new long[MOST_OBJECTS];

  private static final int[] RECLAIMED = new int[MOST_OBJECTS];

  /** Without the agent. */
  private static final Map<Object, Integer> ID_BY_OBJECT = new IdentityHashMap<>();

  private static Chance chance;
  private static int ids;
  private static int reclaimed;
  private static boolean isCollecting;

  private Trace() {}

  /** From now on deaths are events. */
  static void watch() {
    if (IS_WOVEN) {
      Refs.onDeath(Thing.class, Trace::died);
      Refs.onDeath(ThrownThing.class, Trace::died);
      Refs.onDeath(Object[].class, Trace::died);
    }
  }

  /** The next program begins. */
  static void start(String program) {
    chance = new Chance();
    ids = 0;
    ID_BY_OBJECT.clear();
    print(program);
  }

  /** The program has ended; what did not die is an event. */
  static void end() {
    for (int id = 1; id <= ids; id++) {
      if (SERIALS[id] != 0) {
        event("lives #", id);
        SERIALS[id] = 0;
      }
    }
    System.out.print(PRINTED);
    PRINTED.setLength(0);
  }

  /** Everything that happened, deaths among it. */
  static String events() {
    return EVENTS.toString();
  }

  private static void event(String what, int id) {
    EVENTS.append(what).append(id).append('\n');
  }

  private static void print(String line) {
    PRINTED.append(line).append('\n');
    EVENTS.append(line).append('\n');
  }

  /** An object was made; its number. */
  static int created(Object object) {
    ids++;
    if (IS_WOVEN) {
      SERIALS[ids] = serial(object);
    } else {
      ID_BY_OBJECT.put(object, ids);
    }
    print("new #" + ids);
    return ids;
  }

  private static long serial(Object object) {
    return Refs.tracked(object).orElseThrow().serial();
  }

  private static int id(Object object) {
    if (!IS_WOVEN) {
      return ID_BY_OBJECT.getOrDefault(object, 0);
    }
    return Refs.tracked(object).isPresent() ? idOf(serial(object)) : 0;
  }

  private static int idOf(long serial) {
    int id = ids;
    while (id > 0 && SERIALS[id] != serial) {
      id--;
    }
    return id;
  }

  private static void died(Death death) {
    int id = idOf(death.serial());
    if (id == 0) {
      return;
    }
    SERIALS[id] = 0;
    if (isCollecting) {
      RECLAIMED[reclaimed++] = id;
    } else {
      event("dies #", id);
    }
  }

  /** An array was made. */
  public static Object[] array(Object[] array) {
    created(array);
    return array;
  }

  /** An array and its rows were made. */
  public static Object[] matrix(Object[][] rows) {
    created(rows);
    for (Object[] row : rows) {
      created(row);
    }
    return rows;
  }

  /** A statement begins, or a block ends. */
  public static void mark(String label) {
    print(label);
  }

  /** Prints two objects. */
  public static void use(Object first, Object second) {
    print("use " + name(first) + " " + name(second));
  }

  /** The number of an object's birth in the program, 0 if it has none. */
  public static int number(Object object) {
    return object == null ? 0 : id(object);
  }

  /** What an object is printed as. */
  public static String name(Object object) {
    if (object == null) {
      return "#null";
    }
    int id = id(object);
    if (id != 0) {
      return "#" + id;
    }
    if (object instanceof Collection || object instanceof Map) {
      return "collection";
    }
    Class<?> type = object.getClass();
    return type.isArray() ? "array" : type.isHidden() ? "lambda" : type.getSimpleName();
  }

  /** A random number below {@code bound}. */
  public static int pick(int bound) {
    return chance.next(bound);
  }

  /** A random bit. */
  public static boolean flip() {
    return chance.next(2) == 1;
  }

  /** The next method that is called first may take its time. */
  public static void rest() {
    chance.rest();
  }

  /** Whether calls should return at once and loops end. */
  public static boolean isTired() {
    return chance.isTired();
  }

  /** Calls a lambda. */
  public static Object call(Supplier<Object> lambda) {
    return lambda.get();
  }

  /** Collects all generations; what is freed is an event, in order of birth. */
  public static void collect() {
    if (IS_WOVEN) {
      reclaimed = 0;
      isCollecting = true;
      Gc.collect();
      isCollecting = false;
      Arrays.sort(RECLAIMED, 0, reclaimed);
      EVENTS.append("collects [");
      for (int i = 0; i < reclaimed; i++) {
        EVENTS.append(i == 0 ? "" : ", ").append(RECLAIMED[i]);
      }
      EVENTS.append("]\n");
    }
  }
}
