package io.refledger.it.random;

import io.refledger.api.Gc;
import io.refledger.rt.Hooks;
import io.refledger.rt.Identity;
import io.refledger.rt.Installation;
import io.refledger.rt.face.Face;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What random programs of several threads call. Not woven, so it counts nothing. */
public final class Crowd {
  private static final int GENERATIONS = 3;
  private static final AtomicInteger TAGS = new AtomicInteger();
  private static final LongAdder GIVEN = new LongAdder();
  private static final LongAdder TAKEN = new LongAdder();
  private static final ConcurrentLinkedQueue<String> FAULTS = new ConcurrentLinkedQueue<>();

  static {
    Face.connect();
  }

  private static volatile boolean isWoven;

  private Crowd() {}

  /** From now on programs are woven, or not. */
  static void start(boolean isWoven) {
    Crowd.isWoven = isWoven;
    FAULTS.clear();
    GIVEN.reset();
    TAKEN.reset();
  }

  /** What was given less what was taken. */
  static long balance() {
    return GIVEN.sum() - TAKEN.sum();
  }

  /** What threads met that must not be, at most one of a kind. */
  static List<String> faults() {
    return FAULTS.stream().distinct().toList();
  }

  static void fault(String what) {
    FAULTS.add(what);
  }

  static int tag() {
    return TAGS.incrementAndGet();
  }

  /** Tells the ledger of an object whose constructor is not woven. */
  static void created(Object object) {
    if (isWoven) {
      Hooks.created(object);
    }
  }

  /** Does what the end of a thread does where Thread is woven: others may have its context. */
  static void exits(Thread thread) {
    if (isWoven) {
      Hooks.threadExited(thread, Hooks.context(), 0);
    }
  }

  /** The caller holds what it passes: it is alive. */
  private static void check(Object object, String where) {
    if (isWoven && object != null) {
      int slot = Identity.slot(object);
      if (slot == 0 ? object instanceof Member : !Installation.LEDGER.isLive(slot)) {
        fault(where + " was passed " + (slot == 0 ? "an untracked " : "a dead ") + name(object));
      }
    }
  }

  /** A value is going to be handed over. */
  public static void gives(Object value) {
    check(value, "gives");
    GIVEN.add(weight(value));
  }

  /** A value was handed over. */
  public static void takes(Object value) {
    check(value, "takes");
    TAKEN.add(weight(value));
  }

  private static long weight(Object value) {
    return value == null ? 0 : value instanceof Member member ? member.tag : 1;
  }

  /** What to lock instead of an object, so that no two threads wait for each other. */
  public static Object onlyLock(Object object) {
    check(object, "onlyLock");
    return Runner.current().onlyLock(object);
  }

  /** An array was made. */
  public static Object[] array(Object[] array) {
    check(array, "array");
    return array;
  }

  /** An array and its rows were made. */
  public static Object[] matrix(Object[][] rows) {
    check(rows, "matrix");
    return rows;
  }

  /** A statement begins, or a block ends. */
  public static void mark(String label) {}

  /** Looks at two objects. */
  public static void use(Object first, Object second) {
    check(first, "use");
    check(second, "use");
  }

  /** The class of an object. */
  public static String name(Object object) {
    return object == null ? "null" : object.getClass().getSimpleName();
  }

  /** A random number below {@code bound}. */
  public static int pick(int bound) {
    return Runner.current().next(bound);
  }

  /** A random bit. */
  public static boolean flip() {
    return pick(2) == 1;
  }

  /** Whether calls should return at once and loops end. */
  public static boolean isTired() {
    return Runner.current().isTired();
  }

  /** Calls a lambda. */
  public static Object call(Supplier<Object> lambda) {
    return lambda.get();
  }

  /** Collects one generation or more. */
  public static void collect() {
    if (isWoven) {
      Gc.collect(pick(GENERATIONS));
    }
  }
}
