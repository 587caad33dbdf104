import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that are interrupted, stopped, or very many; prints what does not depend on timing. */
public final class Stormy {
  private static final int ROUNDS = 2000;
  private static final int DEADLINE_SECONDS = 60;

  static final ConcurrentLinkedQueue<Object> QUEUE = new ConcurrentLinkedQueue<>();

  private Stormy() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "flags" -> flags();
      case "interrupts" -> interrupts();
      case "stops" -> stops();
      case "threads" -> threads(Integer.parseInt(arguments[1]));
      case "virtual" -> virtualThreads(Integer.parseInt(arguments[1]));
      case "virtualChurn" -> virtualChurn(Integer.parseInt(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** A flag that is set stays so, whatever the agent does in between: classes are woven, too. */
  private static void flags() throws Exception {
    Thread.currentThread().interrupt();
    int kept = 0;
    for (int i = 0; i < ROUNDS; i++) {
      work(i);
      kept += Thread.currentThread().isInterrupted() ? 1 : 0;
    }
    Class<?> loaded = Class.forName("java.util.concurrent.Phaser");
    Class<?> own = Class.forName("Stormy$Late");
    Runnable lambda = () -> QUEUE.add("lambda");
    lambda.run();
    kept += Thread.currentThread().isInterrupted() ? 1 : 0;
    System.out.println(kept + " " + loaded.getSimpleName() + " " + own.getSimpleName());
    System.out.println(Thread.interrupted() + " " + Thread.interrupted());
  }

  static final class Late {}

  private static int work(int i) {
    Map<String, Object> map = new HashMap<>();
    List<Object> list = new ArrayList<>();
    Deque<Object> deque = new ArrayDeque<>();
    for (int k = 0; k < 10; k++) {
      map.put("key" + k, list);
      list.add(new int[] {i, k});
      deque.add(map);
      QUEUE.add(deque);
      QUEUE.poll();
    }
    return map.size() + list.size() + deque.size();
  }

  /** Each interrupt that is sent is taken notice of once. */
  private static void interrupts() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    Object turn = new Object();
    boolean[] isPending = new boolean[1];
    Thread worker =
        new Thread(
            () -> {
              for (int i = 0; over.getCount() > 0; i++) {
                work(i);
                if (Thread.interrupted()) {
                  taken.incrementAndGet();
                  synchronized (turn) {
                    isPending[0] = false;
                    turn.notifyAll();
                  }
                }
              }
            });
    worker.start();
    for (int i = 0; i < ROUNDS; i++) {
      synchronized (turn) {
        isPending[0] = true;
        worker.interrupt();
        while (isPending[0]) {
          turn.wait();
        }
      }
    }
    over.countDown();
    worker.join();
    System.out.println("taken " + taken.get());
  }

  /** As JDK 17 can, by reflection: javac warns of it. */
  private static void stops() throws Exception {
    Method stop = Thread.class.getMethod("stop");
    // A thread that is stopped while it initializes a class leaves that class unusable, on any JVM.
    work(0);
    int stopped = 0;
    for (int i = 0; i < 200; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      int[] deaths = new int[1];
      Thread worker =
          new Thread(
              () -> {
                try {
                  begun.countDown();
                  for (int k = 0; ; k++) {
                    work(k);
                  }
                } catch (ThreadDeath death) {
                  deaths[0]++;
                }
              });
      worker.start();
      begun.await();
      Thread.sleep(i % 7);
      stop.invoke(worker);
      worker.join(DEADLINE_SECONDS * 1000L);
      stopped += worker.isAlive() ? 0 : deaths[0];
    }
    work(1);
    System.out.println("stopped " + (stopped > 190));
  }

  private static void threads(int number) throws Exception {
    CountDownLatch begun = new CountDownLatch(number);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger sum = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int each = i;
      Thread thread = new Thread(null, () -> task(each, begun, go, sum), "t" + i, 1 << 17);
      thread.start();
      all.add(thread);
    }
    begun.await();
    go.countDown();
    for (Thread thread : all) {
      thread.join();
    }
    System.out.println("sum " + sum.get());
  }

  private static void task(int i, CountDownLatch begun, CountDownLatch go, AtomicInteger sum) {
    sum.addAndGet(work(i));
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    }
    sum.addAndGet(work(i));
  }

  /** By reflection, as there are none in 17. */
  private static Thread startVirtual(Runnable task) throws Exception {
    return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
  }

  private static void virtualThreads(int number) throws Exception {
    CountDownLatch begun = new CountDownLatch(number);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger sum = new AtomicInteger();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int each = i;
      all.add(startVirtual(() -> task(each, begun, go, sum)));
    }
    begun.await();
    go.countDown();
    for (Thread thread : all) {
      thread.join();
    }
    System.out.println("sum " + sum.get());
  }

  private static void virtualChurn(int number) throws Exception {
    AtomicInteger sum = new AtomicInteger();
    for (int i = 0; i < number; i++) {
      int each = i;
      startVirtual(() -> sum.addAndGet(work(each))).join();
    }
    System.out.println("sum " + sum.get());
  }
}
