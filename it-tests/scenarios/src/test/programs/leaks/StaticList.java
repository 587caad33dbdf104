import java.util.ArrayList;
import java.util.List;

/** A list that only grows. */
class StaticList implements Pattern {
  static final List<Event> EVENTS = new ArrayList<>();

  record Event(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 StaticList$Event by StaticList.EVENTS
    EVENTS.add(new Event(i));
  }
}
