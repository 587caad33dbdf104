import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Results of 1000 arguments; each has been asked for in the first third of the run. */
class Memo implements Pattern {
  static final Map<Integer, Result> RESULTS = new HashMap<>();
  static final Random RANDOM = new Random(4);
  static int used;

  record Result(int value) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    int argument = i < STEPS / 3 ? i / 2 : RANDOM.nextInt(1000);
    used += RESULTS.computeIfAbsent(argument, Result::new).value() + new int[] {i}.length;
  }
}
