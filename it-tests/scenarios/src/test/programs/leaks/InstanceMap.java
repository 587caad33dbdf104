import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A map in an object that a static holds; its entries are replaced now and then, never removed. */
class InstanceMap implements Pattern {
  static final Registry REGISTRY = new Registry();

  static final class Registry {
    private final Map<Integer, Session> sessionByNumber = new HashMap<>();

    void open(int number) {
      Session session = new Session(new byte[40]);
      // GROWTH 3000 InstanceMap$Session by InstanceMap$Registry.sessionByNumber
      sessionByNumber.put(number, session);
    }
  }

  record Session(byte[] state) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    REGISTRY.open(i / 2);
  }
}
