import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A cache that is full after a third of the run; then any entry is replaced, so that some of every
 * age survive, of the young ones more.
 */
class RandomReplacement implements Pattern {
  static final int LIMIT = 1500;
  static final Map<Integer, Page> PAGES = new HashMap<>();
  static final Random RANDOM = new Random(1);

  record Page(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    PAGES.put(i < STEPS / 3 ? i % LIMIT : RANDOM.nextInt(LIMIT), new Page(i));
  }
}
