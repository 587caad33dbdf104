import io.refledger.api.Gc;
import java.util.ArrayList;
import java.util.List;

/** Drops a thousand pairs that refer to each other, after they have been frozen. */
final class Frozen {
  private static List<Pair> pairs = new ArrayList<>();

  private Frozen() {}

  private static final class Pair {
    Pair other;
  }

  public static void main(String[] arguments) {
    for (int i = 0; i < 1000; i++) {
      Pair first = new Pair();
      Pair second = new Pair();
      first.other = second;
      second.other = first;
      pairs.add(first);
    }
    Gc.freeze();
    pairs = null;
  }
}
