import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Is audited while its threads go on storing; ends with its standard input. */
public class AuditedAlive {
  static final Map<Integer, Object> SHARED = new ConcurrentHashMap<>();
  static final LinkedBlockingQueue<Object> QUEUE = new LinkedBlockingQueue<>(100);
  static final AtomicReference<Object> LATEST = new AtomicReference<>();
  static volatile boolean isOver;

  public static void main(String[] arguments) throws Exception {
    List<Thread> threads = new ArrayList<>();
    threads.add(new Thread(AuditedAlive::churn));
    threads.add(new Thread(AuditedAlive::produce));
    threads.add(new Thread(AuditedAlive::consume));
    for (Thread thread : threads) {
      thread.start();
    }
    Thread.sleep(1000);
    System.out.println("ready");
    if (arguments.length > 0) {
      ask();
    }
    while (System.in.read() >= 0) {}
    isOver = true;
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("over");
  }

  /** As a console would. */
  private static void ask() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName ledger = new ObjectName("io.refledger:type=Ledger");
    while (!server.isRegistered(ledger)) {
      Thread.sleep(10);
    }
    System.out.println("live " + ((Long) server.getAttribute(ledger, "Live") > 0));
    System.out.println("collected " + ((Integer) server.invoke(ledger, "collect", null, null) >= 0));
    System.out.println(server.invoke(ledger, "audit", null, null));
  }

  /** Leaves the processors to others from time to time: the agent has to start as well. */
  private static void rest(int round) {
    if (round % 100 == 99) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void churn() {
    Map<Integer, Object> mine = new TreeMap<>();
    for (int i = 0; !isOver; i++) {
      rest(i);
      Object value = new Object[] {i, "value " + i};
      mine.put(i % 500, value);
      SHARED.put(i % 300, value);
      LATEST.set(value);
    }
  }

  private static void produce() {
    for (int i = 0; !isOver; i++) {
      rest(i);
      Map<String, Object> made = new HashMap<>();
      made.put("latest", LATEST.get());
      made.put("itself", made);
      QUEUE.offer(made);
    }
  }

  private static void consume() {
    ArrayDeque<Object> taken = new ArrayDeque<>();
    for (int i = 0; !isOver; i++) {
      rest(i);
      Object next = QUEUE.poll();
      if (next != null) {
        taken.add(next);
      }
      if (taken.size() > 50) {
        taken.remove();
      }
    }
  }
}
