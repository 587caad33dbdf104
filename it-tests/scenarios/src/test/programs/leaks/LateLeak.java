import java.util.ArrayList;
import java.util.List;

/** A list that is cleared at once in the first half of the run, and never in the second. */
class LateLeak implements Pattern {
  static final List<Step> STEPS_SEEN = new ArrayList<>();

  record Step(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 3000 LateLeak$Step by LateLeak.STEPS_SEEN
    STEPS_SEEN.add(new Step(i));
    if (i < STEPS / 2) {
      STEPS_SEEN.clear();
    }
  }
}
