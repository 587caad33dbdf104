package io.refledger.it.random.woven;

import io.refledger.it.random.Crowd;

/** The ways in which threads of a random program hand objects over: those of the JDK. */
public final class Exchange {
  /** Stands for null, which most of the JDK's collections refuse. */
  static final Object NOTHING = new Object();

  private static final int KINDS = 4;

  private static Slots slots;
  private static Queues queues;
  private static Maps maps;
  private static Tasks tasks;

  private Exchange() {}

  /** Before each program. */
  public static void open() {
    slots = new Slots();
    queues = new Queues();
    maps = new Maps();
    tasks = new Tasks();
  }

  /** Gives a value, and takes what was given before, by this thread or another. */
  public static Object pass(int way, Object value) {
    Crowd.gives(value);
    Object given = value == null ? NOTHING : value;
    Object taken = null;
    try {
      taken =
          switch ((way + Crowd.pick(KINDS)) % KINDS) {
            case 0 -> slots.pass(given);
            case 1 -> queues.pass(given);
            case 2 -> maps.pass(given);
            default -> tasks.pass(given);
          };
    } catch (Exception e) {
      Crowd.fault("handing over failed: " + e);
    }
    return taken(taken);
  }

  static Object taken(Object taken) {
    Object value = taken == NOTHING ? null : taken;
    Crowd.takes(value);
    return value;
  }

  /** No thread hands over any more. */
  public static void close() {
    tasks.close();
  }

  /** What is left is taken, and nothing refers to it any more. */
  public static void clear() {
    slots.clear();
    queues.clear();
    maps.clear();
    slots = null;
    queues = null;
    maps = null;
    tasks = null;
  }
}
