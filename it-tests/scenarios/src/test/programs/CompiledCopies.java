import io.refledger.api.Refs;
import java.util.Arrays;

/** Copies arrays until the JIT compilers use their own code for it, and counts what was copied. */
public class CompiledCopies {
  private static final int ROUNDS = 100_000;

  static final class Item {}

  public static void main(String[] arguments) {
    int wrong = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Item[] from = {new Item()};
      Item[] copy = copy(from);
      Item[] part = part(from);
      if (Refs.count(from[0]) != 3) wrong++;
      if (Refs.count(copy) != 1 || Refs.count(part) != 1) wrong++;
    }
    System.out.println(wrong + " wrong counts");
  }

  private static Item[] copy(Item[] from) {
    return Arrays.copyOf(from, 2);
  }

  private static Item[] part(Item[] from) {
    return Arrays.copyOfRange(from, 0, 1);
  }
}
