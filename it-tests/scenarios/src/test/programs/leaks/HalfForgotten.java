import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests that are taken out of the map when they are answered; one of four never is. */
class HalfForgotten implements Pattern {
  static final Map<Integer, Request> WAITING = new HashMap<>();

  record Request(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 1575 HalfForgotten$Request by HalfForgotten.WAITING
    WAITING.put(i, new Request(i));
    int answered = i - 100;
    if (answered % 4 != 0) {
      WAITING.remove(answered);
    }
  }
}
