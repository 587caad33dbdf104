import io.refledger.api.Gc;
import io.refledger.api.GcCallback;
import io.refledger.api.Refs;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Leaves a heap of many kinds behind for the audit. */
public class Audited {
  static final List<Object> KEPT = new ArrayList<>();

  public static Object same(Object o) {
    return o;
  }

  public static void main(String[] args) throws Exception {
    collections();
    loaders();
    strings();
    listeners();
    // Everything that the program knows of the JDK's own tables grows once.
    for (int i = 0; i < 1000; i++) {
      String.valueOf(i).intern();
    }
    System.out.println("kept " + KEPT.size());
  }

  private static void collections() {
    Map<Object, Object> map = new HashMap<>();
    Map<Integer, Object> tree = new TreeMap<>();
    Map<Object, Object> weak = new WeakHashMap<>();
    Map<String, Object> shared = new ConcurrentHashMap<>();
    for (int i = 0; i < 2000; i++) {
      Object value = new Object[] {i, "value " + i};
      map.put("key " + i, value);
      tree.put(i, value);
      weak.put(value, i);
      shared.put("key " + i % 700, new WeakReference<>(value));
    }
    for (int i = 0; i < 2000; i += 3) {
      map.remove("key " + i);
      tree.remove(i);
    }
    Supplier<Object> captured = () -> map;
    KEPT.addAll(List.of(map, tree, weak, shared, captured));
  }

  /** Concatenation by method handles, whose forms may be shared with code that ran before. */
  private static void strings() {
    for (int i = 0; i < 50; i++) {
      String name = "name " + i + " of " + KEPT.size();
      KEPT.get(0).equals("<" + name + " " + name + ">" + i);
      KEPT.get(0).equals("use " + name + " " + name);
    }
  }

  /** What only the API holds: listeners that capture. */
  private static void listeners() {
    List<String> seen = new ArrayList<>();
    Refs.onDeath(Audited.class, death -> seen.add(death.className()));
    Gc.addCallback((phase, info) -> seen.size());
    List<String> other = new ArrayList<>();
    GcCallback dropped = (phase, info) -> other.clear();
    Gc.addCallback(dropped);
    Gc.removeCallback(dropped);
    new Audited();
    Gc.collect();
  }

  /** Reflection that is compiled to classes with loaders of their own; a loader that is dropped. */
  private static void loaders() throws Exception {
    Method same = Audited.class.getMethod("same", Object.class);
    for (int i = 0; i < 40; i++) {
      same.invoke(null, "x");
    }
    URL here = Audited.class.getProtectionDomain().getCodeSource().getLocation();
    for (int i = 0; i < 2; i++) {
      try (URLClassLoader loader = new URLClassLoader(new URL[] {here}, null)) {
        Object other = loader.loadClass("Audited").getConstructor().newInstance();
        if (i == 0) {
          KEPT.add(other);
        }
      }
    }
  }
}
