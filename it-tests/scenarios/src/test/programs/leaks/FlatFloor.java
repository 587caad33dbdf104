import java.util.ArrayList;
import java.util.List;

/** A batch that is flushed but for its first hundred, which stay the same. */
class FlatFloor implements Pattern {
  static final List<Item> BATCH = new ArrayList<>();

  record Item(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    BATCH.add(new Item(i));
    if (i % 700 == 699) {
      BATCH.subList(100, BATCH.size()).clear();
    }
  }
}
