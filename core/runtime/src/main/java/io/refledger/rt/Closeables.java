package io.refledger.rt;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.table.CountWord;

/*
 * All is by name: a class may be listed long before, or without ever, being loaded. When a type is
 * made, all its supertypes are loaded and have passed the weaver, which has told their interfaces.
 *
 * An object is open (CountWord.OPEN) from the return of its opener on, and until a closing method of
 * its class begins. The opener is the listed class itself, whatever subclass the object is of; for a
 * class that is not listed, the nearest one that declares a closing method: so an object whose
 * constructor throws was never open.
 */
/**
 * The classes whose objects can be closed: resources, which are listed, and everything else that is
 * AutoCloseable and may wrap one. For any thread.
 */
public final class Closeables {
  /** The bit of {@code close}, by which every AutoCloseable is closed. */
  public static final int CLOSE = 1;

  private final SlowPathLock lock = new SlowPathLock();

  /** Guarded by lock. */
  private final NameTable names = new NameTable();

  /** The highest number of an opener. Guarded by lock. */
  private int openers;

  /** Whether resources are watched at all. Set once, before the first class is woven. */
  private volatile boolean isOn;

  Closeables() {}

  /**
   * A class or an interface whose objects are resources.
   *
   * @param className with dots
   * @param closers the bits of the methods that close them
   * @param closer the name of the one to call first of all
   */
  public void list(String className, int closers, String closer) {
    lock.enter();
    try {
      NameTable.Entry entry = names.add(className);
      entry.closers |= closers;
      entry.closer = closer;
      isOn = true;
    } finally {
      lock.exit();
    }
  }

  /** Neither a class nor its subclasses are resources, whatever its superclasses are. */
  public void exclude(String className) {
    lock.enter();
    try {
      names.add(className).isExcluded = true;
    } finally {
      lock.exit();
    }
  }

  /** The number of a class whose constructors or opening methods tell of open objects. */
  public int opener(String className) {
    lock.enter();
    try {
      NameTable.Entry entry = names.add(className);
      if (entry.opener == 0) entry.opener = ++openers;
      return entry.opener;
    } finally {
      lock.exit();
    }
  }

  /** The interfaces that a class or interface names. */
  public void interfaces(String className, String[] interfaces) {
    lock.enter();
    try {
      names.add(className).interfaces = interfaces;
    } finally {
      lock.exit();
    }
  }

  /** How the objects of a class are closed; null if they are not. Allocates. */
  Closing closing(Class<?> c) {
    if (!isOn) return null;
    lock.enter();
    try {
      Closing closing = new Closing();
      for (Class<?> k = c; k != null; k = k.getSuperclass()) {
        NameTable.Entry entry = names.get(k.getName());
        if (entry == null) continue;
        if (entry.isExcluded) break;
        closing.add(entry);
        addInterfaces(entry, closing);
      }
      closing.isResource = closing.closers != 0;
      if (AutoCloseable.class.isAssignableFrom(c)) closing.closers |= CLOSE;
      return closing.closers == 0 ? null : closing;
    } finally {
      lock.exit();
    }
  }

  /** What closes the objects of a class because of its interfaces, and theirs. */
  private void addInterfaces(NameTable.Entry entry, Closing closing) {
    for (String name : entry.interfaces) {
      NameTable.Entry parent = names.get(name);
      if (parent == null) continue;
      closing.addInterface(parent);
      addInterfaces(parent, closing);
    }
  }

  /** Whether a slot is that of a resource that is open. */
  public static boolean isOpenResource(int slot) {
    return (LEDGER.word(slot) & CountWord.OPEN_BIT) != 0 && TYPES.isResource(slot);
  }

  /** See {@link Hooks#opened}. */
  public static void opened(Object o, Context c, int opener) {
    if (Tracking.isOver()) return;
    Closing closing = TYPES.of(o.getClass(), c).closing;
    if (closing == null || closing.opener() != opener) return;
    int slot = Identity.slot(o);
    if (slot != 0) LEDGER.setFlags(slot, CountWord.OPEN);
  }

  /** See {@link Hooks#closed}. */
  public static void closed(Object o, int closer) {
    int slot = Identity.slot(o);
    if (slot == 0 || (LEDGER.word(slot) & CountWord.OPEN_BIT) == 0) return;
    Type type = TYPES.get(LEDGER.typeOf(slot));
    if (type.closing != null && (type.closing.closers & closer) != 0) {
      LEDGER.clearFlags(slot, CountWord.OPEN);
    }
  }
}
