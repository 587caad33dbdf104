import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every addition stores all elements again, in a new array. */
class InCopyOnWriteArrayList implements Pattern {
  static final List<Entry> KEPT = new CopyOnWriteArrayList<>();

  record Entry(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    if (i % 10 == 0) {
      // GROWTH 600 InCopyOnWriteArrayList$Entry by InCopyOnWriteArrayList.KEPT
      KEPT.add(new Entry(i));
    }
  }
}
