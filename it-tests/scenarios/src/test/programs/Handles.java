import io.refledger.api.Tracked;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** References that move through calls which the JVM links or makes. */
public final class Handles extends Scenes {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  public static void main(String[] arguments) throws InterruptedException {
    new Handles().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> constructorByReflection();
      case 1 -> methodByReflection();
      case 2 -> exceptionByReflection();
      case 3 -> exceptionOfConstructorByReflection();
      case 4 -> virtualHandle();
      case 5 -> handleOfConstructor();
      case 6 -> boundHandle();
      case 7 -> insertedArguments();
      case 8 -> guard();
      case 9 -> spreaders();
      case 10 -> filtersAndFolds();
      case 11 -> handleThatCatches();
      case 12 -> handlesOfFields();
      case 13 -> resultNotUsed();
      case 14 -> lambda();
      case 15 -> methodReferences();
      case 16 -> innerClasses();
      case 17 -> concatenation();
      case 18 -> proxy();
      case 19 -> hiddenClass();
      case 20 -> hiddenClassWithData();
      case 21 -> defaultAndBridge();
      case 22 -> varargs();
      case 23 -> manyCallsByReflection();
      case 24 -> calledFromUnwovenCode();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void constructorByReflection() throws Exception {
    Item a = new Item();
    bare(a);
    Constructor<Box> constructor = Box.class.getDeclaredConstructor(Object.class);
    Box box = constructor.newInstance(a);
    held(1, a);
    Tracked tracked = watch(box);
    box = null;
    dead(tracked);
    held(0, a);
    Item made = Item.class.getDeclaredConstructor().newInstance();
    Tracked second = watch(made);
    made = null;
    dead(second);
  }

  private static void methodByReflection() throws Exception {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Box box = new Box(a);
    Method swap = Box.class.getDeclaredMethod("swap", Object.class);
    Object old = swap.invoke(box, b);
    check("result", a, old);
    held(1, b);
    Tracked first = watch(old);
    a = null;
    alive(first);
    old = null;
    dead(first);
    Method give = Box.class.getDeclaredMethod("give");
    Object made = give.invoke(null);
    Tracked second = watch(made);
    made = null;
    dead(second);
    give.invoke(null);
    swap.invoke(box, new Object[] {null});
    held(0, b);
  }

  /** The classes of the API are not woven: what a builder returns is the builder they hold. */
  private static void calledFromUnwovenCode() {
    Item a = new Item();
    bare(a);
    Tracked tracked = watch(a);
    for (int i = 0; i < 10; i++) {
      check("named", true, tracked.toString().startsWith("Item#"));
    }
    held(0, a);
  }

  private static void manyCallsByReflection() throws Exception {
    Item a = new Item();
    bare(a);
    Box box = new Box(null);
    Method swap = Box.class.getDeclaredMethod("swap", Object.class);
    Constructor<Box> constructor = Box.class.getDeclaredConstructor(Object.class);
    for (int i = 0; i < 20; i++) { // 17 makes a class for it after 15 calls
      Object old = swap.invoke(box, a);
      check("old", i == 0 ? null : a, old);
      old = null;
      held(1, a);
      Box other = constructor.newInstance(a);
      held(2, a);
      Tracked tracked = watch(other);
      other = null;
      dead(tracked);
    }
    box.value = null;
    held(0, a);
  }

  private static void exceptionByReflection() throws Exception {
    Item a = new Item();
    bare(a);
    Method fail = Box.class.getDeclaredMethod("fail", Object.class);
    Tracked fault = null;
    Tracked outer = null;
    try {
      fail.invoke(null, a);
      check("thrown", true, false);
    } catch (InvocationTargetException e) {
      held(1, a);
      fault = watch(e.getCause());
      outer = watch(e);
    }
    dead(outer);
    dead(fault);
    held(0, a);
  }

  private static void exceptionOfConstructorByReflection() throws Exception {
    Item a = new Item();
    bare(a);
    Constructor<Failing> constructor = Failing.class.getDeclaredConstructor(Object.class);
    Tracked fault = null;
    try {
      constructor.newInstance(a);
      check("thrown", true, false);
    } catch (InvocationTargetException e) {
      fault = watch(e.getCause());
    }
    dead(fault);
    held(0, a);
  }

  private static void virtualHandle() throws Throwable {
    Item a = new Item();
    bare(a);
    Box box = new Box(null);
    MethodHandle swap =
        LOOKUP.findVirtual(Box.class, "swap", MethodType.methodType(Object.class, Object.class));
    Object old = (Object) swap.invokeExact(box, (Object) a);
    held(1, a);
    old = swap.invoke(box, null);
    check("result", a, old);
    Tracked tracked = watch(a);
    a = null;
    alive(tracked);
    old = null;
    dead(tracked);
  }

  private static void handleOfConstructor() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodHandle make =
        LOOKUP.findConstructor(Box.class, MethodType.methodType(void.class, Object.class));
    Box box = (Box) make.invokeExact((Object) a);
    held(1, a);
    Tracked tracked = watch(box);
    box = null;
    dead(tracked);
    held(0, a);
  }

  private static void boundHandle() throws Throwable {
    Item a = new Item();
    bare(a);
    Box box = new Box(a);
    Tracked tracked = watch(box);
    MethodHandle swap =
        LOOKUP
            .findVirtual(Box.class, "swap", MethodType.methodType(Object.class, Object.class))
            .bindTo(box);
    box = null;
    alive(tracked);
    check("result", a, swap.invoke(null));
    held(0, a);
    alive(tracked);
    swap = null;
    dead(tracked);
  }

  private static void insertedArguments() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodHandle same =
        LOOKUP.findStatic(
            Handles.class,
            "second",
            MethodType.methodType(Object.class, int.class, Object.class, Object.class));
    MethodHandle inserted = MethodHandles.insertArguments(same, 0, 1, a);
    held(1, a);
    Object result = inserted.invoke((Object) "third");
    check("result", a, result);
    result = null;
    held(1, a);
    inserted = null;
    held(0, a);
  }

  private static void guard() throws Throwable {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    MethodHandle isNull =
        LOOKUP.findStatic(
            Handles.class, "isNull", MethodType.methodType(boolean.class, Object.class));
    MethodHandle ofA =
        MethodHandles.dropArguments(MethodHandles.constant(Item.class, a), 0, Object.class);
    MethodHandle ofB =
        MethodHandles.dropArguments(MethodHandles.constant(Item.class, b), 0, Object.class);
    MethodHandle guarded = MethodHandles.guardWithTest(isNull, ofA, ofB);
    check("yes", a, (Item) guarded.invokeExact((Object) null));
    check("no", b, (Item) guarded.invokeExact((Object) a));
    check("yes", a, (Item) guarded.invokeExact((Object) null));
    held(1, a);
    held(1, b);
    ofA = null;
    ofB = null;
    held(1, a);
    guarded = null;
    held(0, a);
    held(0, b);
  }

  private static void spreaders() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodHandle first =
        LOOKUP.findStatic(
            Handles.class,
            "second",
            MethodType.methodType(Object.class, int.class, Object.class, Object.class));
    MethodHandle spreading =
        MethodHandles.insertArguments(first, 0, 1).asSpreader(Object[].class, 2);
    Object[] pair = {a, null};
    check("spread", a, spreading.invoke(pair));
    held(1, a);
    pair = null;
    held(0, a);
  }

  private static void filtersAndFolds() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodHandle box =
        LOOKUP
            .findConstructor(Box.class, MethodType.methodType(void.class, Object.class))
            .asType(MethodType.methodType(Object.class, Object.class));
    MethodHandle identity = MethodHandles.identity(Object.class);
    Object boxed = MethodHandles.filterReturnValue(identity, box).invoke((Object) a);
    held(1, a);
    Object twice = MethodHandles.filterArguments(box, 0, box).invoke((Object) a);
    held(2, a);
    MethodHandle second =
        LOOKUP.findStatic(
            Handles.class,
            "second",
            MethodType.methodType(Object.class, int.class, Object.class, Object.class));
    MethodHandle fold = MethodHandles.foldArguments(MethodHandles.insertArguments(second, 0, 1), box);
    Object folded = fold.invoke((Object) a);
    held(3, a);
    Tracked tracked = watch(folded);
    folded = null;
    dead(tracked);
    boxed = null;
    twice = null;
    held(0, a);
  }

  private static void handleThatCatches() throws Throwable {
    Item a = new Item();
    bare(a);
    MethodHandle fail =
        LOOKUP.findStatic(Box.class, "fail", MethodType.methodType(Object.class, Object.class));
    MethodHandle cargo =
        LOOKUP
            .findVirtual(Fault.class, "cargo", MethodType.methodType(Object.class))
            .asType(MethodType.methodType(Object.class, Fault.class));
    MethodHandle caught = MethodHandles.catchException(fail, Fault.class, cargo);
    Object result = caught.invoke((Object) a);
    check("cargo", a, result);
    result = null;
    held(0, a);
  }

  private static void handlesOfFields() throws Throwable {
    Item a = new Item();
    bare(a);
    Box box = new Box(null);
    MethodHandle set = LOOKUP.findSetter(Box.class, "value", Object.class);
    MethodHandle get = LOOKUP.findGetter(Box.class, "value", Object.class);
    set.invokeExact(box, (Object) a);
    held(1, a);
    check("get", a, (Object) get.invokeExact(box));
    MethodHandle setElement = MethodHandles.arrayElementSetter(Item[].class);
    MethodHandle getElement = MethodHandles.arrayElementGetter(Item[].class);
    Item[] row = new Item[1];
    setElement.invokeExact(row, 0, a);
    held(2, a);
    check("element", a, (Item) getElement.invokeExact(row, 0));
    set.invokeExact(box, (Object) null);
    setElement.invokeExact(row, 0, (Item) null);
    held(0, a);
    synchronized (Box.class) {
      LOOKUP.findStaticSetter(Box.class, "shared", Object.class).invoke(a);
      held(1, a);
      check("static", a, LOOKUP.findStaticGetter(Box.class, "shared", Object.class).invoke());
      Box.shared = null;
      held(0, a);
    }
  }

  private static void resultNotUsed() throws Throwable {
    Item a = new Item();
    Box box = new Box(a);
    Tracked tracked = watch(a);
    a = null;
    MethodHandle swap =
        LOOKUP.findVirtual(Box.class, "swap", MethodType.methodType(Object.class, Object.class));
    swap.invoke(box, null);
    dead(tracked);
    Box.give();
    LOOKUP.findStatic(Box.class, "give", MethodType.methodType(Object.class)).invoke();
  }

  private static void lambda() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Supplier<Item> capturing = () -> a;
    BiFunction<Item, Item, Item> pure = (x, y) -> y;
    held(1, a);
    check("captured", a, capturing.get());
    check("argument", b, pure.apply(a, b));
    held(1, a);
    held(0, b);
    Function<Item, Supplier<Item>> nested = x -> () -> x == a ? b : x;
    held(2, a);
    held(1, b);
    Supplier<Item> inner = nested.apply(b);
    held(3, a);
    held(3, b);
    nested = null;
    held(2, a);
    check("inner", b, inner.get());
    inner = null;
    capturing = null;
    held(0, a);
    held(0, b);
  }

  private static void methodReferences() {
    Item a = new Item();
    bare(a);
    Box box = new Box(a);
    Supplier<Object> bound = box::get;
    Tracked tracked = watch(box);
    box = null;
    check("bound", a, bound.get());
    alive(tracked);
    bound = null;
    dead(tracked);
    Function<Object, Box> constructor = Box::new;
    Function<Box, Object> unbound = Box::get;
    Box made = constructor.apply(a);
    held(1, a);
    check("unbound", a, unbound.apply(made));
    made = null;
    held(0, a);
    Function<Integer, Item[]> array = Item[]::new;
    Item[] row = array.apply(1);
    row[0] = a;
    held(1, a);
    row = null;
    held(0, a);
    Consumer<Object> dropped = Box::same; // its result is not used
    dropped.accept(a);
    Supplier<Object> given = Box::give;
    Object item = given.get();
    Tracked last = watch(item);
    item = null;
    dead(last);
  }

  private static void innerClasses() {
    Item a = new Item();
    bare(a);
    Box box = new Box(a);
    Box.Inner inner = box.new Inner();
    Tracked outer = watch(box);
    box = null;
    alive(outer);
    check("outer's", a, inner.ofOuter());
    inner = null;
    dead(outer);
    held(0, a);
    class Local {
      Item get() {
        return a;
      }
    }
    Local local = new Local();
    held(1, a);
    check("local", a, local.get());
    Supplier<Item> anonymous =
        new Supplier<>() {
          @Override
          public Item get() {
            return a;
          }
        };
    held(2, a);
    check("anonymous", a, anonymous.get());
    local = null;
    anonymous = null;
    held(0, a);
  }

  private static void concatenation() {
    Box box = new Box("b");
    Tracked tracked = watch(box);
    String text = "a" + box + 'c' + 1 + 2L + new Box(null);
    check("text", true, text.equals("abc12null"));
    Tracked result = watch(text);
    text += text;
    dead(result);
    box = null;
    dead(tracked);
    String none = "a" + new Item().bare;
    Tracked last = watch(none);
    none = null;
    dead(last);
  }

  @SuppressWarnings("unchecked")
  private static void proxy() {
    Item a = new Item();
    bare(a);
    Box box = new Box(null);
    InvocationHandler handler =
        (self, method, arguments) -> arguments == null ? box.value : box.swap(arguments[0]);
    Swapping proxy =
        (Swapping)
            Proxy.newProxyInstance(
                Handles.class.getClassLoader(), new Class<?>[] {Swapping.class}, handler);
    proxy.swap(a);
    held(1, a);
    check("result", a, proxy.get());
    check("old", a, proxy.swap(null));
    held(0, a);
    proxy.swap(new Item());
    Tracked item = watch(box.value);
    Tracked tracked = watch(proxy);
    Tracked handling = watch(handler);
    handler = null;
    alive(handling);
    proxy = null;
    dead(tracked);
    dead(handling);
    box.value = null;
    dead(item);
  }

  private static void hiddenClass() throws Throwable {
    Item a = new Item();
    bare(a);
    Class<?> hidden = LOOKUP.defineHiddenClass(classFile("Hidden"), true).lookupClass();
    @SuppressWarnings("unchecked")
    Function<Object, Object> swapping =
        (Function<Object, Object>) hidden.getDeclaredConstructor().newInstance();
    swapping.apply(a);
    held(1, a);
    check("old", a, swapping.apply(null));
    held(0, a);
    swapping.apply(a);
    Tracked tracked = watch(swapping);
    swapping = null;
    dead(tracked);
    held(0, a);
  }

  private static void hiddenClassWithData() throws Throwable {
    Item data = new Item();
    MethodHandles.Lookup lookup =
        LOOKUP.defineHiddenClassWithClassData(classFile("Hidden"), data, true);
    check("data", data, MethodHandles.classData(lookup, "_", Item.class));
  }

  private static void defaultAndBridge() {
    Item a = new Item();
    bare(a);
    Swapping swapping = new Bridged();
    Object old = swapping.replaced(a);
    held(1, a);
    check("old", a, swapping.replaced(null));
    held(0, a);
    Tracked tracked = watch(swapping);
    swapping = null;
    dead(tracked);
    Source<Item> source = new ItemSource();
    Item made = source.next(a);
    Tracked item = watch(made);
    held(1, a);
    made = null;
    dead(item);
    source = null;
    held(0, a);
  }

  private static void varargs() {
    Item a = new Item();
    bare(a);
    Object[] row = row(a, a, new Item());
    held(2, a);
    Tracked item = watch(row[2]);
    row = row();
    held(0, a);
    dead(item);
    row = null;
    String formatted = String.format("%s %s", new Box("x"), 1L);
    check("formatted", true, formatted.equals("x 1"));
    check("size", 2, row(new Object[] {a, null}).length);
    held(0, a);
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream in = Handles.class.getResourceAsStream("Handles$" + name + ".class")) {
      return in.readAllBytes();
    }
  }

  static Object second(int number, Object second, Object third) {
    return second;
  }

  static boolean isNull(Object o) {
    return o == null;
  }

  static Object[] row(Object... elements) {
    return elements;
  }

  interface Swapping {
    Object swap(Object next);

    Object get();

    default Object replaced(Object next) {
      Object old = swap(next);
      return old;
    }
  }

  /** Defined once more as a hidden class. */
  static final class Hidden implements Function<Object, Object> {
    private Object value;

    Hidden() {}

    @Override
    public Object apply(Object next) {
      Object old = value;
      value = next;
      return old;
    }
  }

  private abstract static class Source<T> {
    abstract T next(T last);
  }

  private static final class ItemSource extends Source<Item> {
    private Item last;

    @Override
    Item next(Item next) {
      last = next;
      return new Item();
    }
  }

  private abstract static class Base<T> implements Swapping {
    T value;

    @Override
    public T get() {
      return value;
    }
  }

  private static final class Bridged extends Base<Object> {
    @Override
    public Object swap(Object next) {
      Object old = value;
      value = next;
      return old;
    }
  }

  static class Box implements Swapping {
    static Object shared;
    Object value;

    Box(Object value) {
      this.value = value;
    }

    @Override
    public Object swap(Object next) {
      Object old = value;
      value = next;
      return old;
    }

    @Override
    public Object get() {
      return value;
    }

    static Object give() {
      return new Item();
    }

    static Object same(Object o) {
      return o;
    }

    static Object fail(Object cargo) {
      Item local = new Item();
      throw new Fault(cargo);
    }

    @Override
    public String toString() {
      return String.valueOf(value);
    }

    final class Inner {
      Object ofOuter() {
        return value;
      }
    }
  }

  static final class Failing {
    final Object value;

    Failing(Object value) {
      this.value = value;
      throw new Fault(value);
    }
  }

  static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Object cargo;

    Fault(Object cargo) {
      super(null, null, false, false);
      this.cargo = cargo;
    }

    Object cargo() {
      return cargo;
    }
  }
}
