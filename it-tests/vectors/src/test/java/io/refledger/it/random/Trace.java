package io.refledger.it.random;

import io.refledger.api.Gc;
import io.refledger.api.Refs;
import io.refledger.rt.Deaths;
import io.refledger.rt.Hooks;
import io.refledger.rt.face.Face;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What random programs call, and what they did. Not woven, so it counts nothing. */
public final class Trace {
  private static final int OLDEST = 2;

  static {
    Face.connect();
    Deaths.addListener((slot, context, byCollector) -> Trace.current.died(slot));
  }

  private static Trace current = new Trace(false);

  private final boolean isWoven;
  private final Chance chance = new Chance();
  private final List<String> events = new ArrayList<>();

  /** Keeps what the program made from the JVM's collector: the ledger frees cycles later. */
  private final IdentityHashMap<Object, Integer> idByObject = new IdentityHashMap<>();

  private final Map<Integer, Integer> idBySlot = new HashMap<>();
  private List<Integer> reclaimed;

  private Trace(boolean isWoven) {
    this.isWoven = isWoven;
  }

  /** From now on this is what programs do. */
  static Trace start(boolean isWoven) {
    current = new Trace(isWoven);
    return current;
  }

  List<String> events() {
    return events;
  }

  /** Ends the run: what did not die is printed. */
  void end() {
    idBySlot.values().stream().sorted().forEach(id -> events.add("lives #" + id));
    current = new Trace(false);
  }

  /** Tells the ledger of an object whose constructor is not woven. */
  static int created(Object object) {
    if (current.isWoven) {
      Hooks.created(object);
    }
    return current.named(object);
  }

  /** An array was made. */
  public static Object[] array(Object[] array) {
    current.named(array);
    return array;
  }

  /** An array and its rows were made. */
  public static Object[] matrix(Object[][] rows) {
    current.named(rows);
    for (Object[] row : rows) {
      current.named(row);
    }
    return rows;
  }

  private int named(Object object) {
    int id = idByObject.size() + 1;
    idByObject.put(object, id);
    events.add("new #" + id);
    if (isWoven) {
      idBySlot.put((int) Refs.tracked(object).orElseThrow().serial(), id);
    }
    return id;
  }

  private void died(int slot) {
    Integer id = idBySlot.remove(slot);
    if (id != null && reclaimed != null) {
      reclaimed.add(id);
    } else if (id != null) {
      events.add("dies #" + id);
    }
  }

  /** A statement begins, or a block ends. */
  public static void mark(String label) {
    current.events.add(label);
  }

  /** Prints two objects. */
  public static void use(Object first, Object second) {
    current.events.add("use " + name(first) + " " + name(second));
  }

  /** The number of an object's birth in the program, 0 if it has none. */
  public static int number(Object object) {
    return current.idByObject.getOrDefault(object, 0);
  }

  /** What an object is printed as. */
  public static String name(Object object) {
    Integer id = current.idByObject.get(object);
    if (id != null || object == null) {
      return "#" + id;
    }
    return object.getClass().isArray() ? "array" : object.getClass().getSimpleName();
  }

  /** A random number below {@code bound}. */
  public static int pick(int bound) {
    return current.chance.next(bound);
  }

  /** A random bit. */
  public static boolean flip() {
    return current.chance.next(2) == 1;
  }

  /** The next method that is called first may take its time. */
  public static void rest() {
    current.chance.rest();
  }

  /** Whether calls should return at once and loops end. */
  public static boolean isTired() {
    return current.chance.isTired();
  }

  /** Calls a lambda. */
  public static Object call(Supplier<Object> lambda) {
    return lambda.get();
  }

  /** Collects all generations; what is freed is printed in order of birth. */
  public static void collect() {
    if (current.isWoven) {
      current.reclaimed = new ArrayList<>();
      Gc.collect(OLDEST);
      Collections.sort(current.reclaimed);
      current.events.add("collects " + current.reclaimed);
      current.reclaimed = null;
    }
  }
}
