import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache without a limit. */
class InConcurrentHashMap implements Pattern {
  static final Map<Integer, Entry> KEPT = new ConcurrentHashMap<>();

  record Entry(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 InConcurrentHashMap$Entry by InConcurrentHashMap.KEPT
    KEPT.computeIfAbsent(i, Entry::new);
  }
}
