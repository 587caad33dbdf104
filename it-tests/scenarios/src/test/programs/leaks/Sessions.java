import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sessions that live for a quarter of the run each. */
class Sessions implements Pattern {
  static final Map<Integer, Session> OPEN = new LinkedHashMap<>();

  record Session(int number, byte[] state) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    OPEN.put(i, new Session(i, new byte[24]));
    OPEN.remove(i - STEPS / 4);
  }
}
