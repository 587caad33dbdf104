package io.refledger.stress;

import static io.refledger.stress.Books.context;

import io.refledger.rt.Context;
import io.refledger.rt.Hooks;
import io.refledger.rt.Identity;
import io.refledger.rt.Installation;
import jdk.internal.misc.Unsafe;

/** Objects whose fields are stored and loaded as woven code does it. */
final class Heap {
  /** An object with one reference. */
  static final class Item {
    volatile Item next;
  }

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int OLDEST = 2;
  private static final String NAME = Item.class.getName().replace('.', '/');

  final Books books;
  private final int method;
  private final int site;
  private final int storeSite;
  private final long offset = U.objectFieldOffset(Item.class, "next");

  Heap(int reuseDistance) {
    books = Books.open(reuseDistance);
    Installation.SHAPES.register(
        Item.class.getClassLoader(), NAME, new String[] {"next"}, new String[0]);
    method = Installation.SITES.method("Program", "main", "Program.java", true);
    site = Installation.SITES.site(method, 1);
    storeSite = Installation.SITES.storeSite(method, 2, NAME, "next", "L" + NAME + ";");
  }

  /** {@code new Item()}: one pin. */
  Item make() {
    Item item = new Item();
    Hooks.created(item);
    Hooks.constructed(item, context(), site);
    books.named(slot(item));
    return item;
  }

  /** A new item in the field of {@code referrer}. */
  Item makeIn(Item referrer) {
    Item item = make();
    put(referrer, item);
    drop(item);
    return item;
  }

  /** Two items that refer to each other; the first is pinned. */
  Item ring() {
    Item first = make();
    Item second = makeIn(first);
    put(second, first);
    return first;
  }

  /** A chain of items, of which the first is pinned. */
  Item chain(int length) {
    Item first = make();
    for (int i = 1; i < length; i++) {
      Item next = first;
      first = make();
      put(first, next);
      drop(next);
    }
    return first;
  }

  /** {@code new Item[length]}: one pin. */
  Item[] array(int length) {
    Item[] array = new Item[length];
    Hooks.newArray(array, context(), site);
    books.named(Identity.slot(array));
    return array;
  }

  /** PUTFIELD. */
  void put(Item referrer, Item value) {
    Context c = context();
    long token = Hooks.beforeFieldStore(referrer, value, c, storeSite);
    referrer.next = value;
    Hooks.afterStore(token, c, storeSite);
  }

  /** AASTORE. */
  void set(Item[] array, int index, Item value) {
    Context c = context();
    long token = Hooks.beforeArrayStore(array, index, value, c, site);
    array[index] = value;
    Hooks.afterStore(token, c, site);
  }

  /** GETFIELD of a value that is needed: pinned. */
  Item get(Item referrer) {
    Object first = Hooks.tryPin(referrer.next, context());
    Item value = referrer.next;
    Hooks.confirm(value, first);
    return value;
  }

  /** {@code System.arraycopy} of whole arrays. */
  void copy(Item[] from, Item[] to) {
    Hooks.arraycopy(from, 0, to, 0, from.length, context(), site);
  }

  /** {@code VarHandle.getVolatile}: pinned. */
  Item load(Item referrer) {
    return taken(Hooks.getReference(U, referrer, offset, context(), site));
  }

  /** {@code VarHandle.getAndSet}: pinned. */
  Item exchange(Item referrer, Item value) {
    return taken(Hooks.getAndSetReference(U, referrer, offset, value, context(), site));
  }

  /** {@code VarHandle.compareAndSet}. */
  boolean replace(Item referrer, Item expected, Item value) {
    return Hooks.compareAndSetReference(U, referrer, offset, expected, value, context(), site);
  }

  private static Item taken(Object result) {
    Hooks.result(result, context());
    return (Item) result;
  }

  /** The frame lets go of its pin. */
  void drop(Object object) {
    Hooks.unpin(object, context(), site);
  }

  /** Collects what is not older than {@code generation}. */
  void collect(int generation) {
    books.ledger.detector().collect(generation, context());
  }

  /** Collects everything. */
  void collect() {
    collect(OLDEST);
  }

  static int slot(Object object) {
    return object == null ? 0 : Identity.slot(object);
  }

  int deaths(Object object) {
    return books.deaths(slot(object));
  }

  boolean isAlive(Object object) {
    return books.ledger.isLive(slot(object));
  }

  /** Whether the field, the ledger's edge and the count of the referent say the same. */
  boolean agrees(Item referrer) {
    return agrees(referrer, 0, referrer.next, 1);
  }

  /**
   * Whether a reference is the ledger's edge too, and its referent held by {@code references} and
   * by no pin.
   */
  boolean agrees(Object referrer, int index, Object referent, int references) {
    int slot = slot(referent);
    boolean isEdge = books.ledger.referent(slot(referrer), index) == slot;
    return isEdge && (slot == 0 || isHeldBy(slot, references));
  }

  /** Whether an array agrees with its edges and counts; {@code other} may have the same items. */
  boolean agree(Item[] array, Item[] other) {
    boolean agrees = true;
    for (int i = 0; i < array.length; i++) {
      agrees &= agrees(array, i, array[i], times(array[i], array) + times(array[i], other));
    }
    return agrees;
  }

  private static int times(Item item, Item[] array) {
    int times = 0;
    for (Item element : array) {
      times += element == item ? 1 : 0;
    }
    return times;
  }

  boolean isAnyDead(Item[] array) {
    for (Item item : array) {
      if (item != null && !isAlive(item)) {
        return true;
      }
    }
    return false;
  }

  int typeOf(Item item) {
    return books.ledger.typeOf(slot(item));
  }

  private boolean isHeldBy(int slot, int references) {
    return books.ledger.isLive(slot)
        && books.ledger.refs(slot) == references
        && books.ledger.pins(slot) == 0;
  }
}
