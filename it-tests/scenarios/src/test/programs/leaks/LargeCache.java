import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cache that is full after three fifths of the run, and loses its oldest entry for each new one
 * from then on: survivors of the same number in each of the last seven cohorts.
 */
class LargeCache implements Pattern {
  static final int LIMIT = 3 * STEPS / 5;
  static final Map<Integer, Page> PAGES =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Page> eldest) {
          return size() > LIMIT;
        }
      };

  record Page(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    PAGES.put(i, new Page(i));
  }
}
