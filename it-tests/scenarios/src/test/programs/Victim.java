import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Something of everything that is woven: its class file gets damaged. */
public class Victim {
  private static final Map<String, Victim> KNOWN = new HashMap<>();
  private static final Object LOCK = new Object();

  private Victim next;
  private final Object[] array = new Object[4];
  private String name = "none";

  public static String run() {
    List<Object> found = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      try {
        found.add(step(i));
      } catch (IllegalStateException | ClassCastException e) {
        found.add(e.getMessage());
      } finally {
        found.add(i);
      }
    }
    return found + " " + KNOWN.size();
  }

  private static Object step(int i) {
    Victim victim = new Victim().named("v" + i);
    Victim other = i % 2 == 0 ? victim : new Victim();
    other.next = victim;
    victim.next = i == 3 ? null : other;
    victim.array[i % 4] = new int[] {i, i + 1};
    synchronized (LOCK) {
      KNOWN.put(victim.name, other);
    }
    Supplier<String> later = () -> victim.name + other.name.length();
    switch (victim.name) {
      case "v1":
        return later.get();
      case "v2":
        throw new IllegalStateException(victim.name);
      case "v4":
        return ((int[]) victim.array.clone()[0])[1] + (double) victim.next.array.length;
      default:
        return depth(victim, 0L);
    }
  }

  private static long depth(Victim victim, long so) {
    return victim.next == null || so > 9 ? so : depth(victim.next, so + 1);
  }

  private Victim named(String given) {
    name = given;
    return this;
  }
}
