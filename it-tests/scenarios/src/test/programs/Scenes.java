import io.refledger.api.Gc;
import io.refledger.api.Refs;
import io.refledger.api.Tracked;
import java.util.Optional;

/*
 * Each scene is played once with nothing like it run before: so nothing here makes a lambda, uses
 * reflection or concatenates strings unless a check fails. Then several threads play all scenes, each
 * with objects of its own.
 *
 * A check of a count says how many references there are beyond the locals of the scene that asks:
 * then exact and lean weaving agree.
 */

/** A program of scenes: prints those that went wrong, and how many there were. */
public abstract class Scenes {
  private static final int THREADS = 4;
  private static final int ROUNDS = 3;
  private static final long DEADLINE_NANOS = 10_000_000_000L;

  private static int wrong;

  /** Plays a scene, numbered from 0; false when there is no such scene. */
  public abstract boolean play(int scene) throws Throwable;

  /** Plays the scenes; with an argument also on several threads at once. */
  public final void run(String[] arguments) throws InterruptedException {
    int scenes = 0;
    while (plays(scenes)) {
      scenes++;
    }
    report("cold", scenes);
    if (arguments.length == 0) {
      return;
    }
    // In JDK 17 a group has an array of its threads. The main group's first one is older than the
    // agent: when it is replaced, nobody knows until the JVM collects it, and its threads are held.
    ThreadGroup group = new ThreadGroup("players");
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      threads[i] = new Player(group, this, scenes, i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    report("together", scenes);
  }

  private boolean plays(int scene) {
    try {
      return play(scene);
    } catch (Throwable e) {
      wrong("scene " + scene, "to end", e);
      e.printStackTrace(System.out);
      return true;
    }
  }

  private static synchronized void report(String how, int scenes) {
    System.out.print(how);
    System.out.print(": ");
    System.out.print(scenes);
    System.out.print(" scenes, ");
    System.out.print(wrong);
    System.out.println(" wrong");
  }

  /** An item that is held by nothing but locals of the caller. */
  public static void bare(Item item) {
    item.bare = Refs.count(item);
  }

  /** An item is held by so many references more than when it was {@link #bare}. */
  public static void held(int expected, Item item) {
    check("held", expected, Refs.count(item) - item.bare);
  }

  /** As {@link #held}, when another thread may hold the item for a moment; collects. */
  public static void heldEventually(int expected, Item item) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (Refs.count(item) - item.bare != expected && System.nanoTime() < deadline) {
      Thread.sleep(1);
      Gc.collect();
    }
    check("held", expected, Refs.count(item) - item.bare);
  }

  /** What can be asked for an object when it is gone. */
  public static Tracked watch(Object object) {
    Optional<Tracked> tracked = Refs.tracked(object);
    if (!tracked.isPresent() || tracked.get().count() == Refs.IMMORTAL) {
      wrong("watch", "tracked", object.getClass());
    }
    return tracked.orElse(null);
  }

  public static void alive(Tracked tracked) {
    if (tracked == null || !tracked.isAlive()) {
      wrong("alive", true, false);
    }
  }

  public static void dead(Tracked tracked) {
    if (tracked == null || tracked.isAlive()) {
      wrong("dead", true, false);
    }
  }

  /** It is in a cycle, as a throwable without a cause is: {@code cause == this}. */
  public static void collected(Tracked tracked) {
    Gc.collect();
    dead(tracked);
  }

  /** As {@link #collected}, when another thread may hold it for a moment. */
  public static void collectedEventually(Tracked tracked) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    Gc.collect();
    while (tracked != null && tracked.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(1);
      Gc.collect();
    }
    dead(tracked);
  }

  public static void check(String what, int expected, int actual) {
    if (expected != actual) {
      wrong(what, expected, actual);
    }
  }

  public static void check(String what, Object expected, Object actual) {
    if (expected != actual) {
      wrong(what, expected, actual);
    }
  }

  private static synchronized void wrong(String what, Object expected, Object actual) {
    wrong++;
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String name = frame.getClassName();
      if (!name.equals("Scenes") && name.indexOf('.') < 0) { // programs are in no package
        System.out.println(frame + ": " + what + ": expected " + expected + " but was " + actual);
        return;
      }
    }
    System.out.println(what + ": expected " + expected + " but was " + actual);
  }

  /** Plays all scenes, beginning with another one than its neighbours. */
  private static final class Player extends Thread {
    private final Scenes program;
    private final int scenes;
    private final int first;

    Player(ThreadGroup group, Scenes program, int scenes, int number) {
      super(group, "player");
      this.program = program;
      this.scenes = scenes;
      this.first = number * scenes / THREADS;
    }

    @Override
    public void run() {
      for (int i = 0; i < ROUNDS * scenes; i++) {
        program.plays((first + i) % scenes);
      }
    }
  }
}
