import java.util.ArrayList;
import java.util.List;

/** Few objects, each larger than the one before. */
class EverLarger implements Pattern {
  static final List<byte[]> PAGES = new ArrayList<>();

  @Override
  public void step(int i, List<Object> keptByMain) {
    if (i % 100 == 99) {
      // GROWTH 60 byte[] by EverLarger.PAGES
      PAGES.add(new byte[2 * i]);
    }
  }
}
