import io.refledger.api.Gc;
import io.refledger.api.Refs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Objects of a tracked class in the hands of code that is woven, and of code that is not. */
public class Scoped {
  static class Item {
    Item next;
    final String name;

    Item(String name) {
      this.name = name;
    }

    static Item made(String name) {
      return new Item(name);
    }

    /** No descriptor says what it returns. */
    Object other() {
      return new Item(name + "'");
    }

    Item[] row(int length) {
      Item[] row = new Item[length];
      for (int i = 0; i < length; i++) {
        row[i] = new Item(name + i);
      }
      return row;
    }
  }

  /** A container of the program's own: its array is tracked, although its class is Object[]. */
  static class Pile {
    private Object[] elements = new Object[1];
    private int size;

    void push(Object element) {
      if (size == elements.length) {
        elements = Arrays.copyOf(elements, 2 * size);
      }
      elements[size++] = element;
    }

    void pop() {
      elements[--size] = null;
    }
  }

  /** An exception, whose superclass is not tracked. */
  static class Failure extends RuntimeException {
    final Item item;

    Failure(Item item) {
      this.item = item;
    }
  }

  static Item held;
  static Object anything;
  Item field;

  static void say(String what) {
    System.out.println(what);
  }

  public static void main(String[] args) {
    Refs.onDeath(Item.class, death -> say("- dead"));
    // To link a call the JVM may run code of java.util's, which takes what the callee was told.
    Arrays.copyOf(new Object[0], 1);
    Objects.requireNonNull("");
    woven();
    lent();
    say("end");
  }

  private static void woven() {
    say("discarded");
    new Item("a");
    say("local");
    Item local = Item.made("b");
    local.next = new Item("c");
    local = null;
    say("row");
    Item[] row = new Item("d").row(2);
    row[1] = null;
    say("of one");
    row = null;
    say("static");
    held = new Item("e");
    held = null;
    say("field of an untracked object");
    Scoped untracked = new Scoped();
    untracked.field = new Item("f");
    untracked.field = null;
    say("pile");
    Pile pile = new Pile();
    for (int i = 0; i < 3; i++) {
      pile.push(new Item("g" + i));
    }
    say("popped");
    pile.pop();
    say("dropped");
    pile = null;
    say("returned as an object");
    anything = null;
    Object other = new Item("h").other();
    say("in hand");
    other = null;
    say("required");
    Item required = Objects.requireNonNull(new Item("k"));
    say("required in hand");
    required = null;
    say("looked at");
    say(new Item("i").equals(null) + " " + new Item("j").name);
  }

  private static void lent() {
    say("list");
    List<Item> list = new ArrayList<>();
    list.add(new Item("k"));
    say(list.get(0).name);
    list.clear();
    say("cleared");
    list = null;
    say("map");
    Map<String, Item> map = new HashMap<>();
    map.computeIfAbsent("l", Item::new);
    say(map.get("l").name);
    map.clear();
    say("cleared");
    map = null;
    say("lambda");
    Item captured = new Item("m");
    Supplier<Item> supplier = () -> captured;
    say(supplier.get().name);
    say("failure");
    try {
      throw new Failure(new Item("n"));
    } catch (Failure failure) {
      say(failure.item.name);
    }
    say("untyped");
    anything = new Item("o");
    anything = null;
    say("dropped");
    supplier = null;
    leave();
  }

  /** Lets the JVM collect what nobody holds any more. */
  private static void leave() {
    say("collected");
    System.gc();
    Gc.collect();
  }
}
