import java.util.ArrayList;
import java.util.List;

/**
 * A million objects, held by a static: added evenly over the run, or at once in its beginning. Says
 * when it asks for the exit.
 */
public class Million {
  static final int SIZE = 1_000_000;
  static final List<Node> NODES = new ArrayList<>();

  static final class Node {
    final Node before;

    Node(Node before) {
      this.before = before;
    }
  }

  public static void main(String[] arguments) {
    boolean atOnce = arguments[0].equals("once");
    for (int i = 0; i < SIZE; i++) {
      add(i);
    }
    int dropped = 0;
    for (int i = 0; atOnce && i < SIZE; i++) {
      dropped += new Node(null).before == null ? 1 : 0;
    }
    System.out.println("done " + NODES.size() + " " + dropped);
    System.out.println("exit " + System.currentTimeMillis());
    System.exit(0);
  }

  static void add(int i) {
    NODES.add(new Node(i % 100 == 0 ? null : NODES.get(i - 1)));
  }
}
