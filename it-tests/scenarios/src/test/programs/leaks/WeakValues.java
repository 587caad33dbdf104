import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Keys that die at once; the map drops the values when the JVM has collected the keys. */
class WeakValues implements Pattern {
  static final Map<Object, Value> VALUES = new WeakHashMap<>();

  record Value(Object part) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    VALUES.put(new Object(), new Value(new int[] {i}));
  }
}
