import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/*
 * It is done once, by which all that it needs is loaded and woven, and then once more with entries
 * counted: so they are those of the work alone.
 */
/** Work whose result, and the methods it enters, do not depend on who looks on. */
final class ObservedWork {
  private static final int MANY = 50;

  private ObservedWork() {}

  static void print() {
    int first = work();
    Entries.begin();
    int second = work();
    Entries.end();
    System.out.println("sums " + first + " " + second);
  }

  private static int work() {
    return lists() + maps() + queue() + exceptions();
  }

  private static int lists() {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      list.add(0, i);
    }
    list.removeIf(each -> each % 3 == 0);
    list.sort((a, b) -> Integer.compare(a % 7, b % 7));
    int sum = 0;
    for (Iterator<Integer> each = list.iterator(); each.hasNext(); ) {
      sum = 31 * sum + each.next();
      each.remove();
    }
    return sum + list.size();
  }

  private static int maps() {
    Map<String, List<Integer>> byName = new HashMap<>();
    Map<Integer, Integer> linked = new LinkedHashMap<>(16, 0.75f, true);
    Map<Integer, String> concurrent = new ConcurrentHashMap<>();
    for (int i = 0; i < MANY; i++) {
      byName.computeIfAbsent("name" + i % 5, name -> new ArrayList<>()).add(i);
      linked.merge(i % 9, i, Integer::sum);
      concurrent.putIfAbsent(i % 11, "value" + i);
    }
    byName.remove("name3");
    int sum = 0;
    for (Map.Entry<Integer, Integer> each : linked.entrySet()) {
      sum = 31 * sum + each.getKey() + each.getValue();
    }
    return sum + byName.toString().hashCode() + concurrent.hashCode();
  }

  private static int queue() {
    ArrayDeque<int[]> queue = new ArrayDeque<>();
    for (int i = 0; i < MANY; i++) {
      queue.addLast(new int[] {i});
    }
    int sum = 0;
    while (!queue.isEmpty()) {
      sum += queue.pollFirst()[0];
    }
    return sum;
  }

  private static int exceptions() {
    int caught = 0;
    for (int i = 0; i < MANY; i++) {
      try {
        new ArrayList<>(List.of(i)).get(i);
      } catch (IndexOutOfBoundsException e) {
        caught++;
      }
    }
    return caught;
  }
}
