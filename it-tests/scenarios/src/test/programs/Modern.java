import io.refledger.api.Tracked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedCollection;
import java.util.SequencedMap;

/** What the language has since 21. */
public final class Modern extends Scenes {
  public static void main(String[] arguments) throws InterruptedException {
    new Modern().run(arguments);
  }

  @Override
  public boolean play(int scene) {
    switch (scene) {
      case 0 -> typePatterns();
      case 1 -> recordPatterns();
      case 2 -> sealedTypes();
      case 3 -> guards();
      case 4 -> sequencedList();
      case 5 -> sequencedMap();
      case 6 -> nestedSwitches();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void typePatterns() {
    Item a = new Item();
    bare(a);
    Object[] all = {a, "text", new int[2], new Box(a, 1), null};
    for (Object each : all) {
      int kind =
          switch (each) {
            case null -> 0;
            case Item item -> item == a ? 1 : 9;
            case String text -> text.length();
            case int[] numbers -> numbers.length;
            case Box box -> box.number() + 2;
            default -> 9;
          };
      check("kind", true, kind <= 4);
    }
    held(2, a);
    all = null;
    held(0, a);
    Object fresh = new Item();
    Tracked tracked = watch(fresh);
    switch (fresh) {
      case Item item -> {
        fresh = null;
        alive(tracked);
        item = null;
      }
      default -> check("case", true, false);
    }
    dead(tracked);
  }

  private static void recordPatterns() {
    Item a = new Item();
    bare(a);
    Object pair = new Pair(new Box(a, 1), new Box(new Item(), 2));
    held(1, a);
    Tracked tracked = watch(pair);
    Tracked inner = null;
    if (pair instanceof Pair(Box(Item first, int one), Box(var second, var two))) {
      check("first", a, first);
      check("numbers", 3, one + two);
      inner = watch(second);
      pair = null;
      alive(tracked); // in a local that the compiler made
    }
    dead(tracked); // dead in the frame at the end of the block
    dead(inner);
    held(0, a);
  }

  private static void sealedTypes() {
    Item a = new Item();
    bare(a);
    Shape shape = new Circle(a);
    check("held", a, content(shape));
    Tracked tracked = watch(shape);
    shape = new Square(new Circle(a), a);
    dead(tracked);
    held(2, a);
    check("inner", a, content(shape));
    tracked = watch(shape);
    shape = null;
    dead(tracked);
    held(0, a);
  }

  private static Item content(Shape shape) {
    return switch (shape) {
      case Circle(Item item) -> item;
      case Square(Circle(Item item), Item other) when item != other -> null;
      case Square(Shape inside, Item other) -> content(inside);
    };
  }

  private static void guards() {
    Tracked tracked = null;
    for (int i = 0; i < 3; i++) {
      Object made =
          switch (i == 0 ? new Box(new Item(), i) : i == 1 ? new Item() : "text") {
            case Box(Item item, int number) when number == 0 && watch(item) != null -> item;
            case Item item when item.bare > 0 -> null;
            case Item item -> new Box(item, i);
            case Object other -> new Item();
          };
      if (tracked != null) {
        dead(tracked);
      }
      tracked = watch(made);
      made = null;
      dead(tracked);
    }
  }

  private static void sequencedList() {
    Item a = new Item();
    bare(a);
    SequencedCollection<Item> list = new ArrayList<>(List.of(new Item(), a));
    held(1, a);
    Tracked first = watch(list.getFirst());
    list.removeFirst();
    dead(first);
    list.addFirst(a);
    list.addLast(a);
    held(3, a);
    check("last", a, list.reversed().getFirst());
    list.reversed().removeFirst();
    held(2, a);
    list = null;
    held(0, a);
  }

  private static void sequencedMap() {
    Item a = new Item();
    bare(a);
    SequencedMap<Object, Object> map = new LinkedHashMap<>();
    Item key = new Item();
    Tracked tracked = watch(key);
    map.putFirst(key, a);
    map.putLast(a, a);
    key = null;
    held(3, a);
    alive(tracked);
    check("first", a, map.pollFirstEntry().getValue());
    dead(tracked);
    held(2, a);
    map.clear();
    held(0, a);
  }

  private static void nestedSwitches() {
    Item a = new Item();
    bare(a);
    Object made =
        new Pair(
            new Box(new Item(), 1),
            switch (a.bare) {
              case -1 -> null;
              default -> {
                for (int i = 0; i < 2; i++) {
                  dead(watched(new Box(a, i)));
                }
                yield switch ((Object) a) {
                  case Item item when item == a -> new Box(item, 2);
                  default -> null;
                };
              }
            });
    held(1, a);
    Tracked tracked = watch(made);
    made = null;
    dead(tracked);
    held(0, a);
  }

  private static Tracked watched(Object object) {
    return watch(object);
  }

  private record Box(Item item, int number) {}

  private record Pair(Box first, Box second) {}

  private sealed interface Shape {}

  private record Circle(Item item) implements Shape {}

  private record Square(Shape inside, Item item) implements Shape {}
}
