import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Keys of an IdentityHashMap, which has no nodes. */
class InIdentityHashMap implements Pattern {
  static final Map<Entry, Boolean> KEPT = new IdentityHashMap<>();

  record Entry(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 InIdentityHashMap$Entry by InIdentityHashMap.KEPT
    KEPT.put(new Entry(i), true);
  }
}
