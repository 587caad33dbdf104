import java.util.ArrayList;
import java.util.List;

/** One of 500 requests fails, and its error is kept. */
class RarePath implements Pattern {
  static final List<Failure> FAILURES = new ArrayList<>();
  static int handled;

  record Failure(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    for (int request = 5 * i; request < 5 * i + 5; request++) {
      handled += new int[] {request}.length;
      if (request % 500 == 250) {
        // GROWTH 60 RarePath$Failure by RarePath.FAILURES
        FAILURES.add(new Failure(request));
      }
    }
  }
}
