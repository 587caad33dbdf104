import java.util.ArrayList;
import java.util.List;

/** Screens come and go; none takes its listener back. */
class Listeners implements Pattern {
  static final Model MODEL = new Model();

  interface Listener {
    void changed();
  }

  static final class Model {
    private final List<Listener> listeners = new ArrayList<>();

    void add(Listener listener) {
      // GROWTH 6000 Listeners$Screen by Listeners$Model.listeners
      listeners.add(listener);
    }
  }

  static final class Screen implements Listener {
    private final byte[] pixels = new byte[32];

    void open() {
      MODEL.add(this);
    }

    @Override
    public void changed() {
      pixels[0]++;
    }
  }

  @Override
  public void step(int i, List<Object> keptByMain) {
    new Screen().open();
  }
}
