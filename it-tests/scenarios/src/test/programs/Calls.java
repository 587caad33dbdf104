import io.refledger.api.Tracked;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/** Calls of every kind that a compiler makes something of: arrays, bridges, methods of interfaces. */
public final class Calls extends Scenes {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType TAKES_ROW = MethodType.methodType(Object.class, Object[].class);

  public static void main(String[] arguments) throws InterruptedException {
    new Calls().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> varargs();
      case 1 -> varargsThatAreKept();
      case 2 -> varargsThatAreArrays();
      case 3 -> varargsOfConstructors();
      case 4 -> genericBridge();
      case 5 -> covariantBridge();
      case 6 -> bridgeOfInterface();
      case 7 -> bridgeThatThrows();
      case 8 -> privateMethodOfInterface();
      case 9 -> defaultMethod();
      case 10 -> inheritedDefaults();
      case 11 -> staticMethodOfInterface();
      case 12 -> collector();
      case 13 -> varargsCollector();
      case 14 -> collectorOfCallSite();
      case 15 -> argumentOfSuperThrows();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Object second(Object first, Object... rest) {
    return rest.length == 0 ? first : rest[0];
  }

  private static void varargs() {
    Item a = new Item();
    bare(a);
    check("second", a, second(null, a, new Item()));
    held(0, a);
    check("first", a, second(a));
    check("first", a, second(a, new Object[0]));
    held(0, a);
    Object made = second(a, new Item(), a);
    Tracked tracked = watch(made);
    held(0, a);
    made = null;
    dead(tracked);
    second(a, a, new Item());
    held(0, a);
    try {
      second(a, (Object[]) null);
      check("thrown", true, false);
    } catch (NullPointerException e) {
      held(0, a);
    }
  }

  @SafeVarargs
  private static <T> T[] row(T... elements) {
    return elements;
  }

  private static void varargsThatAreKept() {
    Item a = new Item();
    bare(a);
    Item[] row = row(a, new Item(), a);
    held(2, a);
    Tracked whole = watch(row);
    Tracked tracked = watch(row[1]);
    row[0] = null;
    held(1, a);
    row = row(row[1]);
    dead(whole);
    alive(tracked);
    row = null;
    dead(tracked);
    held(0, a);
  }

  private static void varargsThatAreArrays() {
    Item a = new Item();
    bare(a);
    Item[] given = {a, null};
    Object[] row = row(given);
    check("same", given, row);
    Object[] nested = row((Object) given);
    check("one", 1, nested.length);
    held(1, a);
    row = null;
    given = null;
    held(1, a);
    nested = null;
    held(0, a);
    Object[] numbers = row(1, 2L, 'c', a);
    held(1, a);
    numbers = row();
    held(0, a);
  }

  private static void varargsOfConstructors() {
    Item a = new Item();
    bare(a);
    Rows rows = new MoreRows(a, a, new Item());
    held(3, a);
    Tracked tracked = watch(rows);
    Tracked item = watch(rows.rest[1]);
    rows = null;
    dead(tracked);
    dead(item);
    held(0, a);
  }

  private static class Rows {
    final Object[] rest;

    Rows(Object... rest) {
      this.rest = rest;
    }
  }

  private static final class MoreRows extends Rows {
    final Object[] all;

    MoreRows(Object first, Object... rest) {
      super(rest);
      this.all = row(first, rest[0]);
    }
  }

  private abstract static class Source<T> {
    abstract T next(T last);

    T twice(T last) {
      return next(next(last));
    }
  }

  private static final class ItemSource extends Source<Item> {
    Item last;

    @Override
    Item next(Item next) {
      Item old = last;
      last = next;
      return old == null ? new Item() : old;
    }
  }

  private static void genericBridge() {
    Item a = new Item();
    bare(a);
    ItemSource source = new ItemSource();
    Source<Item> general = source;
    Item made = general.next(a);
    held(1, a);
    Tracked tracked = watch(made);
    check("last", a, general.next(made));
    held(0, a);
    made = null;
    alive(tracked);
    check("twice", a, general.twice(a));
    held(0, a);
    source.last = null;
    dead(tracked);
    try {
      castAway(general, "no item");
      check("thrown", true, false);
    } catch (ClassCastException e) {
      held(0, a);
    }
  }

  @SuppressWarnings("unchecked")
  private static void castAway(Source<?> source, Object o) {
    ((Source<Object>) source).next(o);
  }

  private static class Maker {
    Object made() {
      return new Item();
    }

    Maker self() {
      return this;
    }
  }

  private static final class ItemMaker extends Maker {
    @Override
    Item made() {
      return new Item();
    }

    @Override
    ItemMaker self() {
      return this;
    }
  }

  private static void covariantBridge() {
    Maker maker = new ItemMaker();
    Object made = maker.made();
    Tracked tracked = watch(made);
    made = null;
    dead(tracked);
    maker.made();
    Maker self = maker.self().self();
    check("self", maker, self);
    Tracked whole = watch(maker);
    maker = null;
    alive(whole);
    self = null;
    dead(whole);
    new ItemMaker().self().made();
  }

  private interface Swapping<T> {
    T swap(T next);

    default T swapped(T next) {
      T old = swap(next);
      return keep(old);
    }

    private T keep(T old) {
      Item local = new Item();
      check("bare", 0, local.bare);
      return old;
    }

    private static <T> T same(T o) {
      T copy = o;
      return copy;
    }

    static <T> T through(T o) {
      return same(o);
    }

    static Item make() {
      return same(new Item());
    }
  }

  private static final class Box implements Swapping<Item> {
    private Item value;

    @Override
    public Item swap(Item next) {
      Item old = value;
      value = next;
      return old;
    }
  }

  private static void bridgeOfInterface() {
    Item a = new Item();
    bare(a);
    Swapping<Item> swapping = new Box();
    swapping.swap(a);
    held(1, a);
    check("old", a, swapping.swap(new Item()));
    held(0, a);
    Item last = swapping.swap(null);
    Tracked tracked = watch(last);
    last = null;
    dead(tracked);
  }

  private static void bridgeThatThrows() {
    Item a = new Item();
    bare(a);
    Swapping<Item> failing =
        new Swapping<>() {
          @Override
          public Item swap(Item next) {
            Item local = next;
            throw new Fault(local);
          }
        };
    Tracked fault = null;
    try {
      failing.swapped(a);
      check("thrown", true, false);
    } catch (Fault e) {
      held(1, a);
      fault = watch(e);
    }
    dead(fault);
    held(0, a);
  }

  private static void privateMethodOfInterface() {
    Item a = new Item();
    bare(a);
    Swapping<Item> swapping = new Box();
    check("none", null, swapping.swapped(a));
    held(1, a);
    check("old", a, swapping.swapped(null));
    held(0, a);
    swapping.swapped(new Item());
    Item last = swapping.swapped(null);
    Tracked tracked = watch(last);
    last = null;
    dead(tracked);
  }

  private interface Named {
    Item name();

    default Item named() {
      return name();
    }

    default void rename(Item next) {}
  }

  private interface Renamed extends Named {
    @Override
    default Item named() {
      Item name = Named.super.named();
      return name == null ? new Item() : name;
    }
  }

  private static final class Thing implements Renamed {
    private Item name;

    Thing(Item name) {
      this.name = name;
    }

    @Override
    public Item name() {
      return name;
    }

    @Override
    public void rename(Item next) {
      name = next;
      Renamed.super.rename(next);
    }
  }

  private static void defaultMethod() {
    Item a = new Item();
    bare(a);
    Named thing = new Thing(a);
    check("name", a, thing.named());
    held(1, a);
    thing.rename(null);
    held(0, a);
    Tracked tracked = watch(thing);
    thing = null;
    dead(tracked);
  }

  private static void inheritedDefaults() {
    Named thing = new Thing(null);
    Item made = thing.named();
    Tracked tracked = watch(made);
    thing.rename(made);
    made = null;
    alive(tracked);
    check("name", thing.name(), thing.named());
    thing.rename(new Item());
    dead(tracked);
    Named lambda = () -> new Item();
    tracked = watch(lambda.named());
    dead(tracked);
  }

  private static void staticMethodOfInterface() {
    Item a = new Item();
    bare(a);
    check("through", a, Swapping.through(a));
    held(0, a);
    Item made = Swapping.make();
    Tracked tracked = watch(made);
    made = null;
    dead(tracked);
    Swapping.through(new Item());
    Swapping.make();
  }

  /** Keeps nothing but a handle of its row. */
  private static Object take(Object[] row) {
    return watch(row);
  }

  private static MethodHandle taking() throws ReflectiveOperationException {
    return LOOKUP.findStatic(Calls.class, "take", TAKES_ROW);
  }

  private static void collector() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodHandle collecting = taking().asCollector(Object[].class, 2);
    dead((Tracked) collecting.invoke((Object) a, (Object) a));
    held(0, a);
    dead((Tracked) collecting.invokeWithArguments(a, a));
    held(0, a);
    MethodHandle typed =
        collecting.asType(MethodType.methodType(Tracked.class, Item.class, String.class));
    dead((Tracked) typed.invokeExact(a, "b"));
    held(0, a);
  }

  private static void varargsCollector() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodHandle collecting = taking().asVarargsCollector(Object[].class);
    dead((Tracked) collecting.invoke(a, a, a));
    dead((Tracked) collecting.invoke());
    dead((Tracked) collecting.invoke((Object) a));
    held(0, a);
    Object[] row = {a};
    alive((Tracked) collecting.invoke(row));
    held(1, a);
    row = null;
    held(0, a);
  }

  private static void collectorOfCallSite() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodType type = MethodType.methodType(Object.class, Object.class, int.class);
    MutableCallSite site = new MutableCallSite(type);
    MethodHandle invoker = site.dynamicInvoker();
    site.setTarget(taking().asCollector(Object[].class, 2).asType(type));
    dead((Tracked) (Object) invoker.invokeExact((Object) a, 1));
    held(0, a);
    MethodHandle isNull =
        LOOKUP.findStatic(Calls.class, "isNull", MethodType.methodType(boolean.class, Object.class));
    MethodHandle same = MethodHandles.dropArguments(MethodHandles.identity(Object.class), 1, int.class);
    site.setTarget(MethodHandles.guardWithTest(isNull, site.getTarget(), same));
    check("same", a, invoker.invokeExact((Object) a, 1));
    dead((Tracked) (Object) invoker.invokeExact((Object) null, 1));
    held(0, a);
  }

  private static boolean isNull(Object o) {
    return o == null;
  }

  private static Item failing(Item cargo) {
    throw new Fault(cargo);
  }

  private static void argumentOfSuperThrows() {
    Item a = new Item();
    bare(a);
    Tracked[] seen = new Tracked[2];
    try {
      new Late(seen, a, null);
      check("thrown", true, false);
    } catch (Fault e) {
      held(1, a);
    }
    dead(seen[0]);
    dead(seen[1]);
    held(0, a);
  }

  private static final class Late extends Rows {
    Late(Tracked[] seen, Item given, Item other) {
      super(seen(seen, 0, new Item()), seen(seen, 1, other = new Item()), failing(given));
    }

    private static Item seen(Tracked[] seen, int index, Item item) {
      seen[index] = watch(item);
      return item;
    }
  }

  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Object cargo;

    Fault(Object cargo) {
      super(null, null, false, false);
      this.cargo = cargo;
    }
  }
}
