import io.refledger.api.Gc;
import io.refledger.api.Refs;

/** Prints the count of an object after each statement that changes it. */
public final class Counts {
  private static Node shelf;

  private Counts() {}

  public static void main(String[] arguments) {
    locals();
    fields();
    frames();
    synthetic();
    cycles();
  }

  private static void show(String statement, int count) {
    System.out.println(statement + ": " + count);
  }

  private static void locals() {
    Node a = new Node();
    show("local", Refs.count(a));
    Node b = a;
    show("alias", Refs.count(a));
    b = new Node();
    show("alias overwritten", Refs.count(a));
    a = a;
    show("assigned to itself", Refs.count(a));
    {
      Node inner = a;
      show("alias in a block", Refs.count(a));
    }
    show("block left", Refs.count(a));
    show("temporary", Refs.count(new Node()));
  }

  private static void fields() {
    Node a = new Node();
    Node holder = new Node();
    holder.next = a;
    show("field", Refs.count(a));
    Node[] row = {a, a};
    show("two elements", Refs.count(a));
    shelf = a;
    show("static", Refs.count(a));
    row[0] = null;
    show("element cleared", Refs.count(a));
    row = null;
    show("array dropped", Refs.count(a));
    shelf = null;
    show("static cleared", Refs.count(a));
    holder = null;
    show("holder dropped", Refs.count(a));
    Node captured = new Node();
    Runnable lambda = () -> captured.hashCode();
    show("captured", Refs.count(captured));
    lambda = null;
    show("lambda dropped", Refs.count(captured));
  }

  private static void frames() {
    Node a = new Node();
    parameter("parameter", a);
    parameter("moved", new Node());
    a.self();
    deeper(a, 3);
    Node returned = give();
    show("returned", Refs.count(returned));
    try {
      fail(a);
    } catch (Fault e) {
      show("caught, its cause is itself", Refs.count(e));
      show("after unwinding", Refs.count(a));
    }
  }

  private static void parameter(String what, Node node) {
    show(what, Refs.count(node));
  }

  private static void deeper(Node node, int depth) {
    if (depth == 0) {
      show("three frames deeper", Refs.count(node));
      return;
    }
    deeper(node, depth - 1);
  }

  private static Node give() {
    Node made = new Node();
    return made;
  }

  private static void fail(Node node) {
    Node alias = node;
    throw new Fault();
  }

  private static void synthetic() {
    Node[] row = {new Node()};
    for (Node node : row) {
      show("element of a loop", Refs.count(node));
      show("array of a loop", Refs.count(row));
    }
    String key = new String("key");
    switch (key) {
      case "key" -> show("string of a switch", Refs.count(key));
      default -> throw new AssertionError(key);
    }
  }

  private static void cycles() {
    Gc.disable();
    Gc.collect();
    Node a = new Node();
    Node b = new Node();
    a.next = b;
    b.next = a;
    show("in a cycle", Refs.count(a));
    show("cycle in use", Gc.collect());
    a = null;
    show("held by the other only", Refs.count(b));
    b = null;
    show("cycle of two", Gc.collect());
  }

  private static final class Node {
    Node next;

    void self() {
      show("this", Refs.count(this));
    }
  }

  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
