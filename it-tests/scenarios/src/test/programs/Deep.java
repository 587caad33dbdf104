import io.refledger.api.Gc;
import io.refledger.api.Tracked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The stack ends in many places, is caught, and the program goes on: what it makes then dies where it
 * should. What was on the stack may stay held: late deaths, no early ones.
 */
public final class Deep extends Scenes {
  private static final int ROUNDS = 8;

  public static void main(String[] arguments) throws InterruptedException {
    new Deep().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> shape(Deep::fields);
      case 1 -> shape(Deep::arrays);
      case 2 -> shape(Deep::lambdas);
      case 3 -> shape(Deep::collections);
      case 4 -> shape(Deep::handlers);
      case 5 -> shape(Deep::constructors);
      case 6 -> shape(Deep::copies);
      case 7 -> shape(Deep::locked);
      case 8 -> hashCodes();
      case 9 -> comparators();
      case 10 -> caughtInside();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** One recursion. */
  private interface Shape {
    int go(Item item, int depth);
  }

  /** An item that goes down the whole stack is held by nothing when it is over. */
  private static void shape(Shape shape) {
    Item a = new Item();
    Tracked inner = null;
    for (int i = 0; i < ROUNDS; i++) {
      try {
        shape.go(a, i);
        check("thrown", true, false);
      } catch (StackOverflowError e) {
        check("round", true, i >= 0);
      }
      Item b = new Item();
      inner = watch(b);
      alive(inner);
      b = null;
      dead(inner);
    }
    Gc.collect();
    alive(watch(a));
  }

  private static int fields(Item item, int depth) {
    Node node = new Node();
    node.item = item;
    node.next = new Node();
    node.next.next = node;
    node.next.item = item;
    node.item = null;
    node.next = null;
    return fields(item, depth + 1) + 1;
  }

  private static int arrays(Item item, int depth) {
    Object[] row = new Object[2 + (depth & 3)];
    row[0] = item;
    row[1] = new Object[] {item, new int[1]};
    Object[][] rows = new Object[2][2];
    rows[1] = row;
    rows[0][1] = item;
    row[1] = null;
    return arrays(item, depth + 1) + rows.length;
  }

  private static int lambdas(Item item, int depth) {
    Function<Integer, Integer> down = x -> lambdas(item, x + 1) + 1;
    IntFunction<Item> same = x -> item;
    return same.apply(depth) == item ? down.apply(depth) : 0;
  }

  private static int collections(Item item, int depth) {
    Map<Integer, Object> map = new HashMap<>();
    map.computeIfAbsent(depth, x -> item);
    List<Object> list = new ArrayList<>();
    list.add(item);
    list.addAll(List.of(item, map));
    list.removeIf(x -> x == item);
    return IntStream.range(0, 1).map(x -> collections(item, depth + 1)).sum() + list.size();
  }

  private static int handlers(Item item, int depth) {
    Node node = new Node();
    try {
      node.item = item;
      if (depth % 5 == 0) {
        throw new IllegalStateException();
      }
      return handlers(item, depth + 1) + 1;
    } catch (IllegalStateException e) {
      node.next = new Node();
      return handlers(item, depth + 1) + 2;
    } finally {
      node.item = null;
    }
  }

  private static int constructors(Item item, int depth) {
    return new Nested(item, depth).depth;
  }

  private static final class Nested {
    final Item item;
    final Nested inner;
    final int depth;

    Nested(Item item, int depth) {
      this.item = item;
      this.inner = new Nested(item, depth + 1);
      this.depth = inner.depth + 1;
    }
  }

  private static int copies(Item item, int depth) {
    Object[] row = {item, new Node(), null};
    Object[] copy = row.clone();
    System.arraycopy(row, 0, copy, 1, 2);
    copy[2] = null;
    String text = "text" + depth + copy.length;
    return copies(item, depth + 1) + text.length();
  }

  private static int locked(Item item, int depth) {
    synchronized (item) {
      Node node = new Node();
      synchronized (node) {
        node.item = item;
        return locked(item, depth + 1) + 1;
      }
    }
  }

  /** The JDK's own code is what recurs. */
  private static void hashCodes() {
    for (int i = 0; i < ROUNDS; i++) {
      List<Object> list = new ArrayList<>();
      list.add(new Item());
      list.add(list);
      try {
        check("hash", 0, list.hashCode());
      } catch (StackOverflowError e) {
        list.clear();
      }
    }
  }

  private static void comparators() {
    Item a = new Item();
    for (int i = 0; i < ROUNDS; i++) {
      TreeMap<Integer, Item> map = new TreeMap<>(endless(a));
      try {
        map.put(1, a);
        map.put(2, a);
        check("thrown", true, false);
      } catch (StackOverflowError e) {
        map.clear();
      }
      map = null;
    }
    Gc.collect();
    alive(watch(a));
  }

  private static Comparator<Integer> endless(Item item) {
    return new Comparator<>() {
      @Override
      public int compare(Integer x, Integer y) {
        Node node = new Node();
        node.item = item;
        return compare(y, x) + 1;
      }
    };
  }

  /** Every frame near the end catches, works, and lets it fly on. */
  private static void caughtInside() {
    Item a = new Item();
    for (int i = 0; i < ROUNDS; i++) {
      try {
        catching(a, 0);
        check("thrown", true, false);
      } catch (StackOverflowError e) {
        check("round", true, i >= 0);
      }
    }
    Gc.collect();
    alive(watch(a));
  }

  private static int catching(Item item, int depth) {
    Node node = new Node();
    node.item = item;
    try {
      return catching(item, depth + 1) + 1;
    } catch (StackOverflowError e) {
      node.next = new Node();
      node.next.item = item;
      node.item = null;
      throw e;
    }
  }

  private static final class Node {
    Item item;
    Node next;
  }
}
