import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Buffers that are lent out again and again; the most at once are 200, early in the run. */
class ObjectPool implements Pattern {
  static final Deque<Buffer> IDLE = new ArrayDeque<>();
  static final List<Buffer> LENT = new ArrayList<>();

  record Buffer(byte[] bytes) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    Buffer idle = IDLE.poll();
    LENT.add(idle == null ? new Buffer(new byte[64]) : idle);
    if (LENT.size() == Math.min(200, 10 + i / 8)) {
      IDLE.addAll(LENT);
      LENT.clear();
    }
  }
}
