import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Ends in ways that leave little room, or no time, for what comes after. */
public final class Endings {
  static final List<Object> KEPT = new ArrayList<>();

  private Endings() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 30; i++) {
      KEPT.add(new Object[] {i});
    }
    System.out.println("begin");
    switch (arguments[0]) {
      case "interrupted" -> interrupted();
      case "interruptedOften" -> interruptedOften();
      case "exitInHook" -> inHook(() -> System.exit(7));
      case "deadlock" -> deadlock();
      case "hookThrows" -> inHook(() -> throwAnError());
      case "smallStack" -> smallStack();
      case "halt" -> Runtime.getRuntime().halt(3);
      case "haltInHook" -> inHook(() -> Runtime.getRuntime().halt(4));
      case "locked" -> locked();
      case "child" -> child();
      case "writes" -> writes();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** What the JVM gives a thread at the least. */
  private static void smallStack() throws InterruptedException {
    Thread thread = new Thread(null, () -> System.exit(5), "small", 1000);
    thread.start();
    thread.join();
  }

  private static void interrupted() {
    Thread.currentThread().interrupt();
    System.exit(5);
  }

  /** Another thread interrupts the one that ends the JVM, again and again. */
  private static void interruptedOften() {
    Thread ending = Thread.currentThread();
    Thread storm =
        new Thread(
            () -> {
              while (true) {
                ending.interrupt();
                Thread.onSpinWait();
              }
            });
    storm.setDaemon(true);
    storm.start();
    System.exit(5);
  }

  private static void inHook(Runnable task) {
    Runtime.getRuntime().addShutdownHook(new Thread(task));
    System.exit(0);
  }

  private static void throwAnError() {
    throw new AssertionError("of the hook");
  }

  /** The hook wants a monitor that the ending thread keeps. */
  private static void deadlock() {
    synchronized (KEPT) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    synchronized (KEPT) {
                      KEPT.clear();
                    }
                  }));
      System.exit(0);
    }
  }

  /** The ending thread keeps what everybody prints with, and the list of the runtime's hooks. */
  private static void locked() {
    synchronized (System.out) {
      synchronized (System.err) {
        synchronized (Runtime.getRuntime()) {
          System.exit(8);
        }
      }
    }
  }

  private static void child() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process = new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    System.out.println("child " + process.waitFor());
    Process shell = new ProcessBuilder("sh", "-c", "kill -9 $$").start();
    System.out.println("killed " + shell.waitFor());
  }

  /** Waits to be killed. */
  private static void writes() throws InterruptedException {
    for (int i = 0; i < 200_000; i++) {
      KEPT.add(new Object[] {i});
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
