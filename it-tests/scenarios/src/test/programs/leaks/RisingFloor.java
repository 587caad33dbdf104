import java.util.ArrayList;
import java.util.List;

/** A batch that is flushed but for its first forty, each time. */
class RisingFloor implements Pattern {
  static final List<Item> BATCH = new ArrayList<>();
  static int floor;

  record Item(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 480 RisingFloor$Item by RisingFloor.BATCH
    BATCH.add(new Item(i));
    if (i % 500 == 499) {
      floor += 40;
      BATCH.subList(floor, BATCH.size()).clear();
    }
  }
}
