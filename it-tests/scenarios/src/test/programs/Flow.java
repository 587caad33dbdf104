import io.refledger.api.Tracked;

/** References that move by the language alone: locals, exceptions, switches, initialisers. */
public final class Flow extends Scenes {
  private static final int ROUNDS = 3;

  public static void main(String[] arguments) throws InterruptedException {
    new Flow().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> nullPointer();
      case 1 -> indexOutOfBounds();
      case 2 -> classCast();
      case 3 -> arithmetic();
      case 4 -> negativeSize();
      case 5 -> stackOverflow();
      case 6 -> outOfMemory();
      case 7 -> exceptionWhileSynchronized();
      case 8 -> failingInitializer();
      case 9 -> returnsInFinally();
      case 10 -> nestedHandlers();
      case 11 -> reusedSlots();
      case 12 -> wideSlots();
      case 13 -> records();
      case 14 -> enums();
      case 15 -> switches();
      case 16 -> patterns();
      case 17 -> conditionals();
      case 18 -> failingConstructor();
      case 19 -> suppressed();
      case 20 -> recursion();
      case 21 -> argumentsOnTheStack();
      case 22 -> initializers();
      case 23 -> deathsAtTheEndOfTheStack();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void nullPointer() {
    Item a = new Item();
    bare(a);
    Pair none = null;
    Tracked fault = null;
    try {
      none.first = new Item();
      check("thrown", true, false);
    } catch (NullPointerException e) {
      held(0, a);
      fault = watch(e);
      check("message", true, e.getMessage().contains("null"));
    }
    collected(fault);
    try {
      take(new Item(), none.first);
    } catch (NullPointerException e) {
      fault = watch(e);
    }
    collected(fault);
    held(0, a);
  }

  private static void indexOutOfBounds() {
    Item a = new Item();
    bare(a);
    Item[] row = {a};
    Tracked fault = null;
    try {
      row[1] = row[0];
      check("thrown", true, false);
    } catch (ArrayIndexOutOfBoundsException e) {
      fault = watch(e);
    }
    collected(fault);
    held(1, a);
    row = null;
    held(0, a);
  }

  private static void classCast() {
    Object a = new Item();
    Tracked item = watch(a);
    Tracked fault = null;
    try {
      Pair pair = (Pair) a;
      check("thrown", true, false);
    } catch (ClassCastException e) {
      fault = watch(e);
    }
    collected(fault);
    a = null;
    dead(item);
  }

  private static void arithmetic() {
    Item a = new Item();
    bare(a);
    Tracked fault = null;
    int zero = a.bare - a.bare;
    try {
      Pair pair = new Pair(a, a);
      pair.number = 1 / zero;
      check("thrown", true, false);
    } catch (ArithmeticException e) {
      held(0, a);
      fault = watch(e);
    }
    collected(fault);
  }

  private static void negativeSize() {
    Item a = new Item();
    bare(a);
    try {
      Object[] row = {a, new Object[-1 - a.bare]};
      check("thrown", true, false);
    } catch (NegativeArraySizeException e) {
      held(0, a);
    }
    held(0, a);
  }

  /** Frames in which not even a release could be entered lose what they held: it stays for ever. */
  private static void stackOverflow() {
    Item a = new Item();
    bare(a);
    Tracked last = null;
    try {
      endless(new Pair(null, null), 0);
      check("thrown", true, false);
    } catch (StackOverflowError e) {
      Pair pair = new Pair(a, e);
      held(1, a);
      last = watch(pair);
    }
    dead(last);
    held(0, a);
  }

  private static int endless(Pair pair, int depth) {
    Pair copy = new Pair(pair.first, pair);
    return endless(copy, depth + 1) + 1;
  }

  /** The stack ends inside releases: each is done once, there or later. */
  private static void deathsAtTheEndOfTheStack() {
    Item a = new Item();
    bare(a);
    for (int i = 0; i < 4; i++) {
      try {
        endlessDeaths(a, i);
        check("thrown", true, false);
      } catch (StackOverflowError e) {
        check("round", true, i >= 0);
      }
    }
  }

  private static int endlessDeaths(Item item, int depth) {
    Pair pair = new Pair(new Pair(null, new Pair(null, null)), null);
    if (depth % 3 == 0) {
      new Pair(new Pair(null, null), String.valueOf(depth));
    }
    pair = null;
    Object[] row = {new Pair(null, null), new Pair(item, null)};
    row[depth & 1] = new Pair(null, row);
    row[depth & 1] = null;
    row = null;
    return endlessDeaths(item, depth + 1) + 1;
  }

  private static void outOfMemory() {
    Item a = new Item();
    bare(a);
    try {
      Object[] row = {a, new long[Integer.MAX_VALUE]};
      check("thrown", true, false);
    } catch (OutOfMemoryError e) {
      held(0, a);
    }
    held(0, a);
  }

  private static void exceptionWhileSynchronized() {
    Item a = new Item();
    bare(a);
    Object lock = new Object();
    Tracked tracked = watch(lock);
    Tracked fault = null;
    try {
      synchronized (lock) {
        Pair pair = new Pair(a, lock);
        fail(pair);
      }
      check("thrown", true, false);
    } catch (Fault e) {
      fault = watch(e);
      held(1, a);
    }
    dead(fault);
    held(0, a);
    check("unlocked", false, Thread.holdsLock(lock));
    lock = null;
    dead(tracked);
    try {
      new Guarded().fail(a);
    } catch (Fault e) {
      held(1, a);
    }
    held(0, a);
  }

  private static void failingInitializer() {
    try {
      check("value", null, Failing.value);
    } catch (ExceptionInInitializerError e) {
      Tracked outer = watch(e);
      Tracked cause = watch(e.getCause());
      e = null;
      dead(outer);
      dead(cause);
    } catch (NoClassDefFoundError e) {
      check("again", true, e.getMessage() != null);
    }
    Tracked again = null;
    try {
      check("value", null, Failing.value);
    } catch (NoClassDefFoundError e) {
      check("name", true, e.getMessage().endsWith("Flow$Failing"));
      again = watch(e);
    }
    dead(again);
    Tracked through = null;
    try {
      check("value", null, Dependent.value);
    } catch (NoClassDefFoundError e) { // the JVM's own, through an initialiser, the first time
      through = watch(e);
    }
    dead(through);
  }

  private static void returnsInFinally() {
    Item a = new Item();
    bare(a);
    Item kept = keepsFirst(a, new Item());
    check("first", a, kept);
    kept = null;
    held(0, a);
    Item other = overrides(a);
    Tracked tracked = watch(other);
    held(0, a);
    other = null;
    dead(tracked);
    check("swallowed", a, swallows(a));
    held(0, a);
    for (int i = 0; i < ROUNDS; i++) {
      try {
        Item local = new Item();
        tracked = watch(local);
        if (i == 1) {
          continue;
        }
      } finally {
        alive(watch(a));
      }
      dead(tracked);
    }
    dead(tracked);
  }

  private static Item keepsFirst(Item first, Item second) {
    Item result = first;
    try {
      return result;
    } finally {
      result = second;
      second = null;
    }
  }

  @SuppressWarnings("finally")
  private static Item overrides(Item first) {
    try {
      return first;
    } finally {
      return new Item();
    }
  }

  @SuppressWarnings("finally")
  private static Item swallows(Item item) {
    try {
      throw new Fault(new Pair(item, item));
    } finally {
      return item;
    }
  }

  private static void nestedHandlers() {
    Item a = new Item();
    bare(a);
    Tracked inner = null;
    Tracked outer = null;
    try {
      try {
        fail(a);
      } catch (Fault e) {
        inner = watch(e);
        throw new Fault(e);
      } finally {
        alive(inner);
      }
    } catch (Fault e) {
      outer = watch(e);
      alive(inner);
      held(1, a);
    }
    dead(outer);
    dead(inner);
    held(0, a);
  }

  private static void reusedSlots() {
    Tracked previous = null;
    for (int i = 0; i < ROUNDS; i++) {
      {
        Item first = new Item();
        previous = watch(first);
      }
      dead(previous);
      {
        Pair second = new Pair(null, null);
        previous = watch(second);
      }
      dead(previous);
      for (int k = 0; k < ROUNDS; k++) {
        Item third = new Item();
        if (k > 0) {
          dead(previous);
        }
        previous = watch(third);
      }
      dead(previous);
      {
        int number = i;
        dead(previous);
      }
    }
  }

  private static void wideSlots() {
    Tracked first = null;
    Tracked second = null;
    {
      Item a = new Item();
      Item b = new Item();
      first = watch(a);
      second = watch(b);
    }
    long wide = System.nanoTime();
    dead(first);
    dead(second);
    {
      Item c = new Item();
      first = watch(c);
    }
    double other = wide;
    dead(first);
    check("sum", true, wide(wide, new Item(), other, new Item()) != 0);
  }

  private static double wide(long a, Item b, double c, Item d) {
    Tracked first = watch(b);
    Tracked second = watch(d);
    alive(first);
    alive(second);
    long e = a + d.bare;
    Item f = b;
    b = null;
    d = null;
    alive(first);
    f = null;
    return c + e;
  }

  private static void records() {
    Item a = new Item();
    bare(a);
    Point point = new Point(a, 1, a);
    Point same = new Point(a, 1, a);
    held(4, a);
    check("hash", point.hashCode(), same.hashCode());
    check("text", true, point.toString().startsWith("Point[first="));
    held(4, a);
    check("accessor", a, point.first());
    Tracked tracked = watch(point);
    point = null;
    dead(tracked);
    same = null;
    held(0, a);
  }

  private static void enums() {
    for (Color color : Color.values()) {
      check("value of", color, Color.valueOf(color.name()));
    }
    Color[] values = Color.values();
    Tracked tracked = watch(values);
    values = null;
    dead(tracked);
    synchronized (Color.class) {
      Item a = new Item();
      bare(a);
      Color.RED.tag = a;
      held(1, a);
      Color.RED.tag = null;
      held(0, a);
    }
    check("body", 2, Color.BLUE.rank());
  }

  private static void switches() {
    Item a = new Item();
    bare(a);
    for (String name : new String[] {"one", "two", new String("three"), "four"}) {
      Object chosen =
          switch (name) {
            case "one" -> a;
            case "two" -> new Item();
            case "three" -> {
              Item made = new Item();
              yield made;
            }
            default -> null;
          };
      if (chosen != null && chosen != a) {
        Tracked tracked = watch(chosen);
        chosen = null;
        dead(tracked);
      }
    }
    for (Color color : Color.values()) {
      Item made = null;
      switch (color) {
        case RED:
          made = new Item();
          break;
        case GREEN:
          made = a;
          // falls through
        default:
          check("kind", true, made == null || made == a);
      }
    }
    held(0, a);
    String key = new String("key");
    Tracked tracked = watch(key);
    switch (key) {
      case "key" -> alive(tracked);
      default -> check("case", true, false);
    }
    key = null;
    dead(tracked);
  }

  private static void patterns() {
    Tracked tracked = matched(new Item());
    dead(tracked);
    if (fresh() instanceof Item made) {
      tracked = watch(made);
      made = null;
    }
    check("named", true, named(new Pair(new Item(), null)));
  }

  private static Tracked matched(Object object) {
    if (!(object instanceof Item item)) {
      throw new AssertionError(object);
    }
    object = null;
    Tracked tracked = watch(item);
    alive(tracked);
    return tracked;
  }

  private static boolean named(Object object) {
    return object instanceof Pair pair
        && pair.first instanceof Item item
        && item.bare == 0
        && !(pair.second instanceof String);
  }

  private static Object fresh() {
    return new Item();
  }

  private static void conditionals() {
    Item a = new Item();
    bare(a);
    for (int i = 0; i < 2; i++) {
      Object chosen = i == 0 ? a : new Item();
      Tracked tracked = watch(chosen);
      take(i == 0 ? chosen : (chosen = null), i == 0 ? null : new Item());
      if (i == 1) {
        dead(tracked);
      }
      chosen = null;
    }
    held(0, a);
    Pair pair = new Pair(null, null);
    pair.first = pair.second = a;
    held(2, a);
    pair.first = pair.second = null;
    held(0, a);
    Item[] row = new Item[2];
    int i = 0;
    row[i++] = row[i] = a;
    held(2, a);
    row = null;
    held(0, a);
  }

  private static void failingConstructor() {
    Item a = new Item();
    bare(a);
    Tracked fault = null;
    try {
      new Derived(a);
      check("thrown", true, false);
    } catch (Fault e) {
      fault = watch(e);
      held(1, a);
    }
    dead(fault);
    held(0, a);
  }

  private static void suppressed() {
    Item a = new Item();
    bare(a);
    Tracked closing = null;
    Tracked main = null;
    try (Closing resource = new Closing(a)) {
      held(1, a);
      fail(a);
    } catch (Fault e) {
      main = watch(e);
      closing = watch(e.getSuppressed()[0]);
      held(2, a);
    }
    dead(main);
    dead(closing);
    held(0, a);
  }

  private static void recursion() {
    Item a = new Item();
    bare(a);
    Pair list = null;
    for (int i = 0; i < 1000; i++) {
      list = new Pair(a, list);
    }
    held(1000, a);
    check("length", 1000, length(list));
    held(1000, a);
    list = null;
    held(0, a);
  }

  private static int length(Pair list) {
    return list == null ? 0 : 1 + length((Pair) list.second);
  }

  private static void argumentsOnTheStack() {
    Item a = new Item();
    bare(a);
    Pair pair = new Pair(a, null);
    Tracked tracked = watch(a);
    a = null;
    check("still there", true, take(pair.first, pair.first = null) != null);
    dead(tracked);
    pair.first = new Item();
    tracked = watch(pair.first);
    check("still there", true, take(pair.clear(), tracked));
    dead(tracked);
  }

  private static Object take(Object first, Object second) {
    return first;
  }

  private static boolean take(Object first, Tracked tracked) {
    alive(tracked);
    return first != null;
  }

  private static void initializers() {
    Item a = new Item();
    bare(a);
    Object made =
        new Object() {
          Item first = a;
          final Item second;

          {
            second = first;
            first = null;
          }
        };
    held(2, a); // val$a and second
    made = null;
    held(0, a);
  }

  private static void fail(Object cargo) {
    Item local = new Item();
    throw new Fault(cargo);
  }

  private record Point(Item first, int number, Item second) {}

  private enum Color {
    RED,
    GREEN,
    BLUE {
      @Override
      int rank() {
        return 2;
      }
    };

    Item tag;

    int rank() {
      return 0;
    }
  }

  private static final class Pair {
    Object first;
    Object second;
    int number;

    Pair(Object first, Object second) {
      this.first = first;
      this.second = second;
    }

    Object clear() {
      Object old = first;
      first = null;
      return old;
    }
  }

  private static class Base {
    final Object first;

    Base(Object first) {
      this.first = first;
    }
  }

  private static final class Derived extends Base {
    final Pair second;

    Derived(Item item) {
      super(item);
      second = new Pair(item, item);
      throw new Fault(item);
    }
  }

  private static final class Guarded {
    synchronized void fail(Object cargo) {
      Object alias = cargo;
      throw new Fault(alias);
    }
  }

  private static final class Closing implements AutoCloseable {
    private final Object cargo;

    Closing(Object cargo) {
      this.cargo = cargo;
    }

    @Override
    public void close() {
      throw new Fault(cargo);
    }
  }

  private static final class Failing {
    static final Object value = make();

    private static Object make() {
      throw new Fault(new Item());
    }
  }

  private static final class Dependent {
    static final Object value = Failing.value;
  }

  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Object cargo;

    Fault(Object cargo) {
      super(null, null, true, false);
      this.cargo = cargo;
    }
  }
}
