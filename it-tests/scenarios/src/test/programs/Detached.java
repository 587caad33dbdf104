import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.management.ObjectName;

/** Answers each line of its input with what it has computed; other threads compute all the time. */
public class Detached {
  static final Map<String, List<Integer>> LISTS = new HashMap<>();
  static final Object MARKED = new Object();
  static volatile boolean isOver;

  public static void main(String[] arguments) throws Exception {
    int mark = System.identityHashCode(MARKED);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread = new Thread(Detached::load);
      thread.start();
      threads.add(thread);
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(line + " " + compute(line));
    }
    isOver = true;
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("same mark " + (mark == System.identityHashCode(MARKED)));
    System.out.println("threads of the agent " + agentThreads());
    System.out.println(
        "bean "
            + ManagementFactory.getPlatformMBeanServer()
                .isRegistered(new ObjectName("io.refledger:type=Ledger")));
  }

  private static TreeSet<String> agentThreads() {
    TreeSet<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("refledger")) {
        names.add(thread.getName());
      }
    }
    return names;
  }

  private static int compute(String line) {
    int sum = 0;
    for (int i = 0; i < 50_000; i++) {
      LISTS.computeIfAbsent(line + i % 100, key -> new ArrayList<>()).add(i);
    }
    for (List<Integer> list : LISTS.values()) {
      sum += list.stream().mapToInt(i -> i % 7).sum();
    }
    Object[] copy = LISTS.keySet().toArray();
    return sum + copy.length;
  }

  /** Is always in the middle of something. */
  private static void load() {
    List<Object> held = new ArrayList<>();
    while (!isOver) {
      held.add(new int[4]);
      held.add("text " + held.size());
      if (held.size() > 1000) {
        Object[] copy = new Object[held.size()];
        System.arraycopy(held.toArray(), 0, copy, 0, copy.length);
        held.clear();
        try {
          throw new IllegalStateException("as usual");
        } catch (IllegalStateException e) {
          held.add(e);
        }
      }
    }
  }
}
