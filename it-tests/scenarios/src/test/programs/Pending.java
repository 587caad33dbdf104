import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Leaves values in a map whose keys are gone; asks nothing of the map after that. */
public class Pending {
  static final Map<Object, Object> MAP = new WeakHashMap<>();
  static final List<Object> KEYS = new ArrayList<>(200);

  public static void main(String[] arguments) {
    int dropped = Integer.parseInt(arguments[0]);
    for (int i = 0; i < 200; i++) {
      Object key = new Object();
      KEYS.add(key);
      MAP.put(key, new Object[] {new Object()});
    }
    for (int i = 0; i < dropped; i++) {
      KEYS.set(i, null);
    }
    System.out.println(KEYS.size());
  }
}
