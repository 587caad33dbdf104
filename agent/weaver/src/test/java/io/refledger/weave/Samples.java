package io.refledger.weave;

import java.util.function.Supplier;

/** Programs to weave; what each must log stands in {@link DeathOrderTest}. */
@SuppressWarnings("UnusedVariable") // what the samples drop unread is the point of them
public final class Samples {
  /** An object that tells its name when it dies. */
  public static final class Node {
    final String name;
    Node next;

    Node(String name) {
      this.name = name;
    }

    Node(Node copied) {
      this(copied.name + "'");
    }

    Node withNext(Node n) {
      next = n;
      return this;
    }

    Node next() {
      return next;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** An object that is made of what its subclass computes before. */
  static class Base {
    Base(Node n, String line) {
      say(line);
    }
  }

  /** An object that gives its superclass temporaries, and writes a parameter before. */
  static final class Named extends Base {
    final Node named;

    Named(Node named, String line) {
      super(new Node("temporary"), line == null ? "no line" : line);
      this.named = named;
    }

    Named(Node named, Node other) {
      super(new Node("temporary"), fail(other = new Node("e")).name);
      this.named = other;
    }
  }

  static Node current;

  private Samples() {}

  static void say(String line) {
    RecordingHooks.LOG.add(line);
  }

  static void task(Runnable task) {
    task.run();
    say("after");
  }

  static void taskThatThrows(Runnable task) {
    try {
      task.run();
    } catch (IllegalStateException e) {
      say("caught " + e.getMessage());
    }
  }

  static void resultOfTask(java.util.concurrent.Callable<Node> task) throws Exception {
    Node node = task.call();
    say("has " + node);
    node = null;
    say("dropped");
  }

  static void nestedTasks(Runnable task) {
    Runnable outer =
        () -> {
          task.run();
          say("outer");
        };
    outer.run();
    say("after");
  }

  static Node node(String name) {
    return new Node(name);
  }

  static void look(Node n) {
    say("looks at " + n.name);
  }

  static int zero(Node a, int k) {
    return k;
  }

  static void discardedObject() {
    new Node("a");
    say("after");
  }

  static void overwrittenLocal() {
    Node x = new Node("a");
    say("bound");
    x = new Node("b");
    say("overwritten");
    x = null;
    say("nulled " + x);
  }

  static void aliases() {
    Node x = new Node("a");
    Node y = x;
    x = null;
    say("x nulled " + x);
    y = null;
    say("y nulled " + y);
  }

  static void scopes() {
    {
      Node x = new Node("a");
      look(x);
    }
    say("scope left");
    for (int i = 0; i < 2; i++) {
      Node y = new Node("loop" + i);
      look(y);
    }
    say("loop left");
  }

  static void argumentThroughSecondArgument() {
    two(new Node("a"), node("b"));
    say("after");
  }

  static void two(Node x, Node y) {
    say("in two " + x.name + y.name);
  }

  static void argumentWhoseLocalIsOverwritten() {
    Node x = new Node("a");
    two(x, x = new Node("b"));
    say("after");
  }

  static void onlyAPinHoldsIt() {
    current = new Node("a");
    use(current);
    say("after");
  }

  static void use(Node n) {
    current = null;
    look(n);
  }

  static void switchOnTheStack(int k) {
    zero(
        new Node("a"),
        switch (k) {
          case 1 -> {
            for (int i = 0; i < 2; i++) {
              new Node("b" + i);
            }
            say("yields");
            yield 1;
          }
          default -> 0;
        });
    say("after");
  }

  static Node returned() {
    Node x = new Node("a");
    Node y = new Node("b");
    look(y);
    return x;
  }

  static void chained() {
    new Node("a").withNext(new Node("b")).next().withNext(null);
    say("after");
  }

  static void ternary(boolean b) {
    Node x = new Node("a");
    look(b ? x : new Node("b"));
    look(b ? new Node("c") : x);
    say("after");
  }

  static void caught() {
    Node x = new Node("x");
    try {
      two(new Node("a"), fail(new Node("b")));
    } catch (IllegalStateException e) {
      say("caught " + x);
    }
    say("after");
  }

  static Node fail(Node n) {
    Node local = new Node("local");
    look(local);
    throw new IllegalStateException(n.name);
  }

  static void thrownThrough() {
    Node x = new Node("x");
    look(x);
    fail(x);
  }

  static void thrownPastTemporaries() {
    Node x = new Node("x");
    look(x);
    two(new Node("a"), node("b").withNext(fail(node("c"))));
  }

  static int finallyReturns() {
    Node x = new Node("x");
    try {
      return zero(new Node("a"), 1);
    } finally {
      say("finally " + x);
    }
  }

  static void synchronizedBlock() {
    Node lock = new Node("lock");
    synchronized (lock) {
      Node inner = new Node("inner");
      look(inner);
    }
    say("unlocked");
    try {
      synchronized (lock.name) {
        fail(new Node("b"));
      }
    } catch (IllegalStateException e) {
      say("caught");
    }
  }

  static void arrays() {
    Node[] a = {new Node("a"), new Node("b"), null};
    a[0] = null;
    say("cleared");
    try {
      Object[] objects = a;
      objects[2] = "no node";
    } catch (ArrayStoreException e) {
      say("refused");
    }
    Node[] copy = a.clone();
    a = null;
    say("copied " + copy.length + (a == null));
  }

  static void readOutOfTemporary() {
    boolean isNull = new Node[] {new Node("a"), new Node("b")}[0] == null;
    say("is null " + isNull);
  }

  static Node assignedInReturn;

  static Node assignAndReturn() {
    return assignedInReturn = new Node("a");
  }

  static void dupped() {
    Node x;
    Node y = x = new Node("a");
    y = null;
    say("y nulled " + y);
    look(x);
    Node[] one = new Node[1];
    Node z = one[0] = new Node("c");
    one[0] = null;
    look(z);
  }

  static void nativeThatReturnsItsArgument() {
    Node x = (Node) RecordingHooks.identity(new Node("a"));
    say("returned");
  }

  static void lambda() {
    Node x = new Node("x");
    Supplier<Node> s = () -> x;
    look(s.get());
  }

  static void constructorOfCopy() {
    Node y = new Node(new Node("a"));
    say("built " + y);
  }

  static void constructed() {
    Node y = new Named(new Node("y"), "yes").named;
    look(y);
    y = null;
    say("nulled");
  }

  static void argumentOfSuperThrows() {
    Node c = new Node("c");
    try {
      new Named(c, new Node("d"));
    } catch (IllegalStateException e) {
      say("caught");
    }
    c = null;
    say("after");
  }

  static void nested() {
    Node head = new Node("1").withNext(new Node("2").withNext(new Node("3")));
    say("built");
    head = head.next;
    say("moved");
    head = head.next().next;
    say("end " + head);
  }

  static void stringSwitch(String s) {
    Node x = null;
    switch (s) {
      case "a" -> x = new Node("a");
      case "b" -> x = new Node("b");
      default -> {}
    }
    say("switched");
  }

  static long wide(long a, double d) {
    Node x = new Node("x");
    long sum = a + (long) d + zero(x, 1);
    return sum;
  }

  /** An object that holds another for as long as it lives. */
  static final class Box {
    final Node content;
    Box inner;

    Box(Node content) {
      this.content = content;
    }

    Node content() {
      return content;
    }

    Box self() {
      return this;
    }

    void lookTwice() {
      look(content);
      look(content);
    }
  }

  static Node second(Node first, Node second) {
    return second.next == null ? first : second;
  }

  static void temporaryBehindALocal() {
    Node x = new Node("a");
    try {
      Node y = second(x, new Node("b"));
      fail(y);
    } catch (IllegalStateException e) {
      say("caught");
    }
    say("after");
  }

  static void finalFieldOfATemporary() {
    two(new Box(new Node("a")).content, node("b"));
    say("after");
  }

  static void finalFieldOfAnOverwrittenLocal() {
    Box x = new Box(new Node("a"));
    two(x.content, (x = new Box(new Node("b"))).content);
    say("after " + x.content.name);
  }

  static void finalFieldOfAFieldThatIsCleared() {
    Box x = new Box(new Node("a"));
    x.inner = new Box(new Node("b"));
    clearing(x.inner.content, x);
    say("after");
  }

  static void clearing(Node n, Box of) {
    of.inner = null;
    look(n);
  }

  static void finalFieldInItsOwnMethod() {
    new Box(new Node("a")).lookTwice();
    say("after");
  }

  static void borrowedResults() {
    Node n = new Box(new Node("a")).self().self().content();
    look(n);
    say("after");
  }

  static void resultThatIsAnArgument() {
    second(new Node("a"), new Node("b"));
    say("after");
  }

  static void resultsThatAreGlancedAt() {
    if (node("a") != null) {
      say("not null");
    }
    say(String.valueOf(node("b").next == null));
    new Box(new Node("c")).self();
    if (new Box(new Node("d")).self().inner == null) {
      say("after");
    }
  }
}
