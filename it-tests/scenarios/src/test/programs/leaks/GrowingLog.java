import java.io.ByteArrayOutputStream;
import java.util.List;

/** One buffer that doubles; the last time when seven eighths of the run are over. */
class GrowingLog implements Pattern {
  static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
  static final byte[] LINE = new byte[50];

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 1 byte[] by GrowingLog.LOG
    LOG.write(LINE, 0, LINE.length);
  }
}
