import java.util.Arrays;

/*
 * It lies with the boot loader, so that classes of the JDK can call it, and is woven as they are. It
 * counts on one thread and between two calls alone: start-up and weaving enter the same methods.
 */
/** How often methods were entered. */
public final class Entries {
  private static final String[] NAMES = new String[4096];
  private static final int[] COUNTS = new int[NAMES.length];

  private static Thread counted;

  private Entries() {}

  /** Gives a method its number. */
  public static void name(int method, String name) {
    NAMES[method] = name;
  }

  /** What the entry of a method calls. */
  public static void entered(int method) {
    if (counted == Thread.currentThread()) {
      COUNTS[method]++;
    }
  }

  /** Counts what this thread enters from now on. */
  public static void begin() {
    counted = Thread.currentThread();
  }

  /** Prints what was entered since the beginning, in the order of the names. */
  public static void end() {
    counted = null;
    String[] lines = new String[NAMES.length];
    int size = 0;
    for (int i = 0; i < NAMES.length; i++) {
      if (COUNTS[i] > 0) {
        lines[size++] = "entered " + NAMES[i] + " " + COUNTS[i];
      }
    }
    Arrays.sort(lines, 0, size);
    for (int i = 0; i < size; i++) {
      System.out.println(lines[i]);
    }
  }
}
