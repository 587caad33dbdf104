import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys of a sorted map. */
class InTreeMap implements Pattern {
  static final Map<Entry, Boolean> KEPT = new TreeMap<>();

  record Entry(int number) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Integer.compare(number, other.number);
    }
  }

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 InTreeMap$Entry by InTreeMap.KEPT
    KEPT.put(new Entry(i), true);
  }
}
