import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cache that fills up and stays at its limit. */
class LruCache implements Pattern {
  static final int LIMIT = 1200;
  static final Map<Integer, Page> PAGES =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Page> eldest) {
          return size() > LIMIT;
        }
      };

  record Page(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    PAGES.put(i, new Page(i));
    PAGES.get(i / 2);
  }
}
