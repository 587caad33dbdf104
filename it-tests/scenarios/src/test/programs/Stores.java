import io.refledger.api.Tracked;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import sun.misc.Unsafe;

/** References stored by other means than an instruction. */
public final class Stores extends Scenes {
  private static final int LONG = 1000;

  public static void main(String[] arguments) throws InterruptedException {
    new Stores().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> fieldByReflection();
      case 1 -> finalFieldByReflection();
      case 2 -> staticFieldByReflection();
      case 3 -> arrayByReflection();
      case 4 -> arraysMadeByReflection();
      case 5 -> fieldByVarHandle();
      case 6 -> fieldByVarHandleInOtherModes();
      case 7 -> staticByVarHandle();
      case 8 -> arrayByVarHandle();
      case 9 -> atomicReference();
      case 10 -> atomicReferenceArray();
      case 11 -> fieldUpdater();
      case 12 -> markable();
      case 13 -> stamped();
      case 14 -> fieldByUnsafe();
      case 15 -> staticByUnsafe();
      case 16 -> arrayByUnsafe();
      case 17 -> instanceByUnsafe();
      case 18 -> arraycopyOverlapsItself();
      case 19 -> arraycopyOfManyOverlapsItself();
      case 20 -> arraycopyFailsHalfway();
      case 21 -> arraycopyFailsAtOnce();
      case 22 -> cloneOfArray();
      case 23 -> cloneOfObject();
      case 24 -> copies();
      case 25 -> toArray();
      case 26 -> arrayOfArrays();
      case 27 -> failingStores();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void fieldByReflection() throws Exception {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Cell cell = new Cell(null);
    Field field = Cell.class.getDeclaredField("value");
    field.set(cell, a);
    held(1, a);
    Object read = field.get(cell);
    check("read", a, read);
    read = null;
    held(1, a);
    field.set(cell, b);
    held(0, a);
    held(1, b);
    field.set(cell, null);
    held(0, b);
    field.set(cell, new Item());
    Tracked last = watch(field.get(cell));
    alive(last);
    field.set(cell, null);
    dead(last);
  }

  private static void finalFieldByReflection() throws Exception {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Cell cell = new Cell(a);
    held(1, a);
    Field field = Cell.class.getDeclaredField("last");
    field.setAccessible(true);
    field.set(cell, b);
    held(0, a);
    held(1, b);
    cell = null;
    held(0, b);
  }

  private static void staticFieldByReflection() throws Exception {
    synchronized (Cell.class) {
      Item a = new Item();
      bare(a);
      Field field = Cell.class.getDeclaredField("shared");
      field.set(null, a);
      held(1, a);
      check("read", a, field.get(null));
      held(1, a);
      Tracked tracked = watch(a);
      a = null;
      alive(tracked);
      field.set(null, null);
      dead(tracked);
    }
  }

  private static void arrayByReflection() {
    Item a = new Item();
    bare(a);
    Item[] row = new Item[2];
    Array.set(row, 1, a);
    held(1, a);
    check("read", a, Array.get(row, 1));
    held(1, a);
    Array.set(row, 1, new Item());
    held(0, a);
    Tracked tracked = watch(row[1]);
    Array.set(row, 1, null);
    dead(tracked);
    Integer[] boxes = new Integer[1];
    Array.set(boxes, 0, Integer.valueOf(1 << 20));
    int[] numbers = new int[1];
    Array.set(numbers, 0, boxes[0]);
    check("number", 1 << 20, numbers[0]);
  }

  private static void arraysMadeByReflection() {
    Item a = new Item();
    bare(a);
    Item[] row = (Item[]) Array.newInstance(Item.class, 2);
    row[0] = a;
    held(1, a);
    Tracked first = watch(row);
    row = null;
    dead(first);
    held(0, a);
    Item[][] table = (Item[][]) Array.newInstance(Item.class, 2, 2);
    table[1][1] = a;
    held(1, a);
    Tracked second = watch(table[1]);
    table[1] = null;
    dead(second);
    held(0, a);
    Tracked third = watch(table[0]);
    Tracked whole = watch(table);
    table = null;
    dead(whole);
    dead(third);
  }

  private static void fieldByVarHandle() throws Exception {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Cell cell = new Cell(null);
    VarHandle field = MethodHandles.lookup().findVarHandle(Cell.class, "value", Object.class);
    field.set(cell, a);
    held(1, a);
    check("get", a, field.get(cell));
    check("CAS fails", false, field.compareAndSet(cell, b, b));
    held(1, a);
    held(0, b);
    check("CAS", true, field.compareAndSet(cell, a, b));
    held(0, a);
    held(1, b);
    check("get and set", b, field.getAndSet(cell, a));
    held(1, a);
    held(0, b);
    check("exchange fails", a, field.compareAndExchange(cell, b, b));
    held(1, a);
    held(0, b);
    check("exchange", a, field.compareAndExchange(cell, a, b));
    held(0, a);
    held(1, b);
    field.getAndSet(cell, new Item());
    held(0, b);
    Tracked tracked = watch(cell.value);
    field.getAndSet(cell, null);
    dead(tracked);
  }

  private static void fieldByVarHandleInOtherModes() throws Exception {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Cell cell = new Cell(null);
    VarHandle field = MethodHandles.lookup().findVarHandle(Cell.class, "value", Object.class);
    field.setVolatile(cell, a);
    field.setRelease(cell, b);
    held(0, a);
    held(1, b);
    field.setOpaque(cell, a);
    held(1, a);
    held(0, b);
    check("volatile", a, field.getVolatile(cell));
    check("acquire", a, field.getAcquire(cell));
    check("opaque", a, field.getOpaque(cell));
    held(1, a);
    field.getAndSetAcquire(cell, b);
    field.getAndSetRelease(cell, a);
    held(1, a);
    held(0, b);
    field.compareAndExchangeAcquire(cell, a, b);
    field.compareAndExchangeRelease(cell, b, a);
    held(1, a);
    held(0, b);
    while (!field.weakCompareAndSet(cell, a, b)) {}
    while (!field.weakCompareAndSetPlain(cell, b, a)) {}
    while (!field.weakCompareAndSetAcquire(cell, a, b)) {}
    while (!field.weakCompareAndSetRelease(cell, b, a)) {}
    held(1, a);
    held(0, b);
    cell = null;
    held(0, a);
  }

  private static void staticByVarHandle() throws Exception {
    synchronized (Cell.class) {
      Item a = new Item();
      Item b = new Item();
      bare(a);
      bare(b);
      VarHandle field =
          MethodHandles.lookup().findStaticVarHandle(Cell.class, "shared", Object.class);
      field.set(a);
      held(1, a);
      check("get", a, field.getVolatile());
      field.compareAndSet(a, b);
      held(0, a);
      held(1, b);
      check("get and set", b, field.getAndSet(a));
      held(1, a);
      field.setRelease(null);
      held(0, a);
      held(0, b);
    }
  }

  private static void arrayByVarHandle() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Item[] row = new Item[3];
    VarHandle element = MethodHandles.arrayElementVarHandle(Item[].class);
    element.set(row, 1, a);
    element.setVolatile(row, 2, a);
    held(2, a);
    check("get", a, element.get(row, 1));
    check("acquire", a, element.getAcquire(row, 2));
    check("CAS", true, element.compareAndSet(row, 1, a, b));
    held(1, a);
    held(1, b);
    check("get and set", a, element.getAndSet(row, 2, b));
    held(0, a);
    held(2, b);
    check("exchange", b, element.compareAndExchange(row, 2, b, a));
    held(1, a);
    held(1, b);
    row = null;
    held(0, a);
    held(0, b);
  }

  private static void atomicReference() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    AtomicReference<Item> atomic = new AtomicReference<>(a);
    held(1, a);
    check("get", a, atomic.get());
    check("CAS", true, atomic.compareAndSet(a, b));
    held(0, a);
    held(1, b);
    atomic.lazySet(a);
    held(1, a);
    atomic.setPlain(b);
    held(0, a);
    check("update", b, atomic.getAndUpdate(old -> a));
    held(1, a);
    held(0, b);
    check("accumulate", b, atomic.accumulateAndGet(b, (old, next) -> next));
    held(0, a);
    check("get and set", b, atomic.getAndSet(null));
    held(0, b);
  }

  private static void atomicReferenceArray() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    AtomicReferenceArray<Item> atomic = new AtomicReferenceArray<>(new Item[] {a, null, null});
    held(1, a);
    atomic.set(1, a);
    atomic.lazySet(2, a);
    held(3, a);
    atomic.compareAndSet(1, a, b);
    check("get and set", a, atomic.getAndSet(2, b));
    held(1, a);
    held(2, b);
    atomic.updateAndGet(0, old -> null);
    held(0, a);
    atomic = null;
    held(0, b);
  }

  private static void fieldUpdater() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    AtomicReferenceFieldUpdater<Cell, Object> updater =
        AtomicReferenceFieldUpdater.newUpdater(Cell.class, Object.class, "atomic");
    Cell cell = new Cell(null);
    updater.set(cell, a);
    held(1, a);
    check("CAS fails", false, updater.compareAndSet(cell, b, a));
    check("CAS", true, updater.compareAndSet(cell, a, b));
    held(0, a);
    held(1, b);
    check("get", b, updater.get(cell));
    check("get and set", b, updater.getAndSet(cell, a));
    updater.lazySet(cell, b);
    held(0, a);
    held(1, b);
    cell = null;
    held(0, b);
  }

  private static void markable() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    AtomicMarkableReference<Item> atomic = new AtomicMarkableReference<>(a, false);
    held(1, a);
    check("CAS", true, atomic.compareAndSet(a, b, false, true));
    held(0, a);
    held(1, b);
    check("mark", true, atomic.attemptMark(b, false));
    held(1, b);
    boolean[] mark = new boolean[1];
    check("get", b, atomic.get(mark));
    atomic.set(null, false);
    held(0, b);
  }

  private static void stamped() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    AtomicStampedReference<Item> atomic = new AtomicStampedReference<>(a, 1);
    check("CAS fails", false, atomic.compareAndSet(a, b, 2, 3));
    held(1, a);
    held(0, b);
    check("CAS", true, atomic.compareAndSet(a, b, 1, 2));
    held(0, a);
    held(1, b);
    check("stamp", true, atomic.attemptStamp(b, 3));
    atomic = null;
    held(0, b);
  }

  private static void fieldByUnsafe() throws Exception {
    Unsafe unsafe = unsafe();
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Cell cell = new Cell(null);
    long offset = unsafe.objectFieldOffset(Cell.class.getDeclaredField("value"));
    unsafe.putObject(cell, offset, a);
    held(1, a);
    check("get", a, unsafe.getObject(cell, offset));
    check("CAS", true, unsafe.compareAndSwapObject(cell, offset, a, b));
    held(0, a);
    held(1, b);
    check("get and set", b, unsafe.getAndSetObject(cell, offset, a));
    held(1, a);
    held(0, b);
    unsafe.putObjectVolatile(cell, offset, b);
    unsafe.putOrderedObject(cell, offset, a);
    check("volatile", a, unsafe.getObjectVolatile(cell, offset));
    held(1, a);
    held(0, b);
    unsafe.putObject(cell, offset, new Item());
    held(0, a);
    Tracked tracked = watch(cell.value);
    check("CAS", true, unsafe.compareAndSwapObject(cell, offset, cell.value, null));
    dead(tracked);
  }

  private static void staticByUnsafe() throws Exception {
    Unsafe unsafe = unsafe();
    synchronized (Cell.class) {
      Item a = new Item();
      bare(a);
      Field field = Cell.class.getDeclaredField("shared");
      Object base = unsafe.staticFieldBase(field);
      long offset = unsafe.staticFieldOffset(field);
      unsafe.putObject(base, offset, a);
      held(1, a);
      check("get and set", a, unsafe.getAndSetObject(base, offset, null));
      held(0, a);
    }
  }

  private static void arrayByUnsafe() throws Exception {
    Unsafe unsafe = unsafe();
    Item a = new Item();
    bare(a);
    Item[] row = new Item[2];
    long last = Unsafe.ARRAY_OBJECT_BASE_OFFSET + Unsafe.ARRAY_OBJECT_INDEX_SCALE;
    unsafe.putObjectVolatile(row, last, a);
    held(1, a);
    check("element", a, row[1]);
    unsafe.getAndSetObject(row, last, null);
    held(0, a);
  }

  private static void instanceByUnsafe() throws Exception {
    Unsafe unsafe = unsafe();
    Item a = new Item();
    bare(a);
    Cell cell = (Cell) unsafe.allocateInstance(Cell.class);
    cell.value = a;
    held(1, a);
    Tracked tracked = watch(cell);
    cell = null;
    dead(tracked);
    held(0, a);
  }

  private static void arraycopyOverlapsItself() {
    Item a = new Item();
    Item b = new Item();
    Item c = new Item();
    bare(a);
    bare(b);
    bare(c);
    Item[] row = {a, b, c, null};
    System.arraycopy(row, 0, row, 1, 3); // a a b c
    held(2, a);
    held(1, b);
    held(1, c);
    System.arraycopy(row, 2, row, 0, 2); // b c b c
    held(0, a);
    held(2, b);
    held(2, c);
    System.arraycopy(row, 1, row, 1, 3);
    held(2, b);
    held(2, c);
    row = null;
    held(0, b);
    held(0, c);
  }

  private static void arraycopyOfManyOverlapsItself() {
    Item[] row = new Item[LONG + 1];
    Tracked[] tracked = new Tracked[LONG];
    for (int i = 0; i < LONG; i++) {
      row[i] = new Item();
      tracked[i] = watch(row[i]);
    }
    System.arraycopy(row, 0, row, 1, LONG);
    row[0] = null;
    System.arraycopy(row, 1, row, 0, LONG);
    row[LONG] = null;
    for (int i = 0; i < LONG; i++) {
      check("references", 1, tracked[i].count());
    }
    System.arraycopy(row, LONG / 2, row, 0, LONG / 2);
    for (int i = 0; i < LONG; i++) {
      check("references", i < LONG / 2 ? 0 : 2, tracked[i].count());
    }
    row = null;
    for (int i = 0; i < LONG; i++) {
      dead(tracked[i]);
    }
  }

  private static void arraycopyFailsHalfway() {
    Item a = new Item();
    Item b = new Item();
    Item old = new Item();
    bare(a);
    bare(b);
    bare(old);
    Object[] from = {a, "no item", b};
    Item[] to = {old, old, old};
    try {
      System.arraycopy(from, 0, to, 0, 3);
      check("copied", true, false);
    } catch (ArrayStoreException e) {
      check("reason", true, e.getMessage() != null);
    }
    held(2, a);
    held(1, b);
    held(2, old);
    check("copied", a, to[0]);
    from = null;
    to = null;
    held(0, a);
    held(0, b);
    held(0, old);
  }

  private static void arraycopyFailsAtOnce() {
    Item a = new Item();
    bare(a);
    Item[] from = {a};
    try {
      System.arraycopy(from, 0, new int[1], 0, 1);
      check("copied", true, false);
    } catch (ArrayStoreException e) {
      held(1, a);
    }
    try {
      System.arraycopy(from, 0, new Item[1], 1, 1);
      check("copied", true, false);
    } catch (IndexOutOfBoundsException e) {
      held(1, a);
    }
    try {
      System.arraycopy(from, 0, null, 0, 1);
      check("copied", true, false);
    } catch (NullPointerException e) {
      held(1, a);
    }
    from = null;
    held(0, a);
  }

  private static void cloneOfArray() {
    Item a = new Item();
    bare(a);
    Item[] row = {a, null, a};
    Item[] copy = row.clone();
    held(4, a);
    row = null;
    held(2, a);
    Tracked tracked = watch(copy);
    copy = null;
    dead(tracked);
    held(0, a);
    Item[][] table = {{a}, {a}};
    Item[][] shallow = table.clone();
    held(2, a);
    table = null;
    held(2, a);
    shallow = null;
    held(0, a);
  }

  private static void cloneOfObject() {
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    Cell cell = new Cell(a);
    cell.value = b;
    Cell copy = cell.copy();
    held(2, a);
    held(2, b);
    cell = null;
    held(1, a);
    Tracked tracked = watch(copy);
    copy = null;
    dead(tracked);
    held(0, a);
    held(0, b);
    ArrayList<Item> list = new ArrayList<>(List.of(a, b));
    Object second = list.clone();
    held(2, a);
    list = null;
    second = null;
    held(0, a);
    held(0, b);
  }

  private static void copies() {
    Item a = new Item();
    bare(a);
    Item[] row = {a, a};
    Item[] longer = Arrays.copyOf(row, 3);
    held(4, a);
    Object[] others = Arrays.copyOf(row, 1, Object[].class);
    held(5, a);
    Item[] part = Arrays.copyOfRange(row, 1, 2);
    held(6, a);
    Item[] otherPart = Arrays.copyOfRange(others, 0, 4, Item[].class);
    held(7, a);
    longer = null;
    others = null;
    part = null;
    otherPart = null;
    held(2, a);
    Arrays.fill(row, null);
    held(0, a);
    try {
      Arrays.copyOf(new Object[] {a, "no item"}, 2, Item[].class);
      check("copied", true, false);
    } catch (ArrayStoreException e) {
      held(0, a);
    }
  }

  private static void toArray() {
    Item a = new Item();
    bare(a);
    List<Item> list = new ArrayList<>();
    list.add(a);
    list.add(a);
    held(2, a);
    Object[] plain = list.toArray();
    held(4, a);
    Item[] typed = list.toArray(new Item[0]);
    held(6, a);
    Item[] same = new Item[3];
    check("same", same, list.toArray(same));
    held(8, a);
    Item[] made = list.toArray(Item[]::new);
    held(10, a);
    Object[] fixed = Arrays.asList(a, a).toArray();
    held(12, a);
    Object[] immutable = List.of(a, a, a).toArray();
    held(15, a);
    list = null;
    plain = null;
    typed = null;
    same = null;
    made = null;
    fixed = null;
    held(3, a);
    immutable = null;
    held(0, a);
  }

  private static void arrayOfArrays() {
    Item a = new Item();
    bare(a);
    Item[][][] cube = new Item[2][2][];
    cube[1][1] = new Item[] {a};
    held(1, a);
    Tracked row = watch(cube[1]);
    Item[][] slice = cube[1];
    cube = null;
    alive(row);
    slice = null;
    dead(row);
    held(0, a);
  }

  @SuppressWarnings("ConstantConditions")
  private static void failingStores() {
    Item a = new Item();
    bare(a);
    Object[] row = new String[1];
    Cell none = null;
    try {
      row[0] = a;
    } catch (ArrayStoreException e) {
      held(0, a);
    }
    try {
      row[1] = a;
    } catch (ArrayIndexOutOfBoundsException e) {
      held(0, a);
    }
    try {
      none.value = a;
    } catch (NullPointerException e) {
      held(0, a);
    }
    try {
      Array.set(row, 0, a);
    } catch (IllegalArgumentException e) {
      held(0, a);
    }
    try {
      Array.set(row, 2, a);
    } catch (ArrayIndexOutOfBoundsException e) {
      held(0, a);
    }
  }

  private static Unsafe unsafe() throws Exception {
    Field field = Unsafe.class.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return (Unsafe) field.get(null);
  }

  private static final class Cell implements Cloneable {
    static Object shared;
    Object value;
    volatile Object atomic;
    final Object last;

    Cell(Object last) {
      this.last = last;
    }

    Cell copy() {
      try {
        return (Cell) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
