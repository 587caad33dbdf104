import java.util.HashMap;
import java.util.List;

/** Keys of a map of the program's own class, which inherits what it does from the JDK's. */
class InOwnMap implements Pattern {
  static final Index KEPT = new Index();

  static final class Index extends HashMap<Entry, Entry> {
    private static final long serialVersionUID = 1L;
  }

  record Entry(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 InOwnMap$Entry by InOwnMap.KEPT
    KEPT.put(new Entry(i), null);
  }
}
