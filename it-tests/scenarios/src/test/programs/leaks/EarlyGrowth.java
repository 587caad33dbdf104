import java.util.ArrayList;
import java.util.List;

/** A list that grows for three fifths of the run, and then no more. */
class EarlyGrowth implements Pattern {
  static final List<Step> STEPS_SEEN = new ArrayList<>();
  static int read;

  record Step(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    Step step = new Step(i);
    if (i < 3 * STEPS / 5) {
      STEPS_SEEN.add(step);
    }
    read += STEPS_SEEN.get(i % STEPS_SEEN.size()).number();
  }
}
