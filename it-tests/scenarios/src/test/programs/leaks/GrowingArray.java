import java.util.Arrays;
import java.util.List;

/** One array that grows a little every time. */
class GrowingArray implements Pattern {
  static byte[] history = new byte[16];

  @Override
  public void step(int i, List<Object> keptByMain) {
    if (i % 10 == 0) {
      // GROWTH 1 byte[] by GrowingArray.history
      history = Arrays.copyOf(history, history.length + 64);
    }
  }
}
