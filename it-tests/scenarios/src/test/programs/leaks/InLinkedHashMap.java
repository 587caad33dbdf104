import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cache in the order of insertion, without a limit. */
class InLinkedHashMap implements Pattern {
  static final Map<Integer, Entry> KEPT = new LinkedHashMap<>();

  record Entry(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 InLinkedHashMap$Entry by InLinkedHashMap.KEPT
    KEPT.put(i, new Entry(i));
  }
}
