package io.refledger.it.random;

import io.refledger.api.Gc;
import io.refledger.api.Refs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What random programs of several threads call, in a JVM with the agent or without. */
public final class Crowd {
  private static final boolean IS_WOVEN = Refs.isActive();
  private static final int GENERATIONS = 3;

  /** No adder: that asks for the current thread, and a thread dies in the thread itself. */
  private static final AtomicLong ALIVE = new AtomicLong();

  private static final AtomicInteger TAGS = new AtomicInteger();
  private static final LongAdder GIVEN = new LongAdder();
  private static final LongAdder TAKEN = new LongAdder();
  private static final ConcurrentLinkedQueue<String> FAULTS = new ConcurrentLinkedQueue<>();

  private Crowd() {}

  /** From now on deaths are counted. */
  static void watch() {
    if (IS_WOVEN) {
      Refs.onDeath(Member.class, death -> ALIVE.decrementAndGet());
      Refs.onDeath(ThrownMember.class, death -> ALIVE.decrementAndGet());
    }
  }

  /** Members that are alive, as far as the ledger knows; 0 if there is none. */
  static long alive() {
    return IS_WOVEN ? ALIVE.get() : 0;
  }

  /** What was given less what was taken, so far. */
  static long balance() {
    return GIVEN.sum() - TAKEN.sum();
  }

  /** What threads met that must not be. */
  static List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (String fault = FAULTS.poll(); fault != null; fault = FAULTS.poll()) {
      faults.add(fault);
    }
    return faults;
  }

  /** Something went wrong. */
  public static void fault(String what) {
    FAULTS.add(what);
  }

  static int tag() {
    return TAGS.incrementAndGet();
  }

  /** A member was made. */
  static void created(Object object) {
    ALIVE.incrementAndGet();
  }

  /** The ledger sees the end of a thread itself. */
  static void exits(Thread thread) {}

  /** A value is going to be handed over. */
  public static void gives(Object value) {
    GIVEN.add(weight(value));
  }

  /** A value was handed over. */
  public static void takes(Object value) {
    TAKEN.add(weight(value));
  }

  private static long weight(Object value) {
    return value == null ? 0 : value instanceof Member member ? member.tag : 1;
  }

  /** What to lock instead of an object, so that no two threads wait for each other. */
  public static Object onlyLock(Object object) {
    return Runner.current().onlyLock(object);
  }

  /** An array was made. */
  public static Object[] array(Object[] array) {
    return array;
  }

  /** An array and its rows were made. */
  public static Object[] matrix(Object[][] rows) {
    return rows;
  }

  /** A statement begins, or a block ends. */
  public static void mark(String label) {}

  /** Looks at two objects. */
  public static void use(Object first, Object second) {
    if (first != null && first == second && !first.equals(second)) {
      fault("an object is not equal to itself: " + first);
    }
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
    if (IS_WOVEN) {
      Gc.collect(pick(GENERATIONS));
    }
  }
}
