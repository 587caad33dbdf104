import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Softly held pages of 300 numbers. */
class SoftCache implements Pattern {
  static final int LIMIT = 300;
  static final Map<Integer, SoftReference<Page>> PAGES = new HashMap<>();
  static final Random RANDOM = new Random(3);

  record Page(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    int number = i < LIMIT ? i : RANDOM.nextInt(LIMIT);
    PAGES.put(number, new SoftReference<>(new Page(i)));
  }
}
