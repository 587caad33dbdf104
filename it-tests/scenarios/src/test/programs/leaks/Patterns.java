import java.util.ArrayList;
import java.util.List;

/** Runs the patterns whose classes are named. */
public class Patterns {
  static int requests;

  static final class Request {
    final int number;

    Request(int number) {
      this.number = number;
    }
  }

  public static void main(String[] names) throws Exception {
    List<Object> keptByMain = new ArrayList<>();
    Pattern[] patterns = new Pattern[names.length];
    for (int p = 0; p < names.length; p++) {
      patterns[p] = (Pattern) Class.forName(names[p]).getDeclaredConstructor().newInstance();
    }
    for (int i = 0; i < Pattern.STEPS; i++) {
      requests += new Request(i).number % 2;
      for (Pattern pattern : patterns) {
        pattern.step(i, keptByMain);
      }
    }
    // Not a sum of strings: what it takes to link one would be a third of all births.
    System.out.println(String.join(" ", "done", String.valueOf(requests), String.join(" ", names)));
    System.exit(0); // while main still holds what it keeps
  }
}
