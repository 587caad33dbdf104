package io.refledger.it.random.woven;

import io.refledger.it.random.Crowd;
import io.refledger.it.random.Member;
import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/** The ways in which threads of a random program hand objects over. Woven with the programs. */
public final class Exchange {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long VALUE = U.objectFieldOffset(Cell.class, "value");

  static final class Cell extends Member {
    volatile Object value;
  }

  static final class Link extends Member {
    final Object value;
    Link next;

    Link(Object value, Link next) {
      this.value = value;
      this.next = next;
    }
  }

  abstract static class Task extends Member {
    abstract Object run();
  }

  static Cell cell;
  static Cell top;
  static Link first;
  static Link last;
  static Object[] ring;
  static int count;

  private Exchange() {}

  /** Empties all ways; the first time, and before each program. */
  public static void open() {
    cell = new Cell();
    top = new Cell();
    ring = new Object[4];
  }

  public static Object pass(int way, Object value) {
    Crowd.gives(value);
    Object taken =
        switch (way) {
          case 0 -> U.getAndSetReference(cell, VALUE, value);
          case 1 -> replaced(value);
          case 2 -> throughStack(value);
          case 3 -> throughQueue(value);
          case 4 -> throughRing(value);
          default -> throughTask(value);
        };
    return taken(taken);
  }

  /** The queue holds values and tasks, which have captured one and are run by their taker. */
  private static Object taken(Object taken) {
    Object value = taken instanceof Task task ? task.run() : taken;
    Crowd.takes(value);
    return value;
  }

  private static Object replaced(Object value) {
    while (true) {
      Object old = cell.value;
      if (U.compareAndSetReference(cell, VALUE, old, value)) {
        return old;
      }
    }
  }

  private static Object throughStack(Object value) {
    while (true) {
      Link old = (Link) top.value;
      if (U.compareAndSetReference(top, VALUE, old, new Link(value, old))) {
        break;
      }
    }
    while (true) {
      Link old = (Link) top.value;
      if (old == null) {
        return null;
      }
      if (U.compareAndExchangeReference(top, VALUE, old, old.next) == old) {
        return old.value;
      }
    }
  }

  private static Object throughQueue(Object value) {
    synchronized (Exchange.class) {
      Object taken = poll();
      offer(value);
      return taken;
    }
  }

  private static void offer(Object value) {
    Link link = new Link(value, null);
    if (last == null) {
      first = link;
    } else {
      last.next = link;
    }
    last = link;
  }

  private static Object poll() {
    Link link = first;
    if (link == null) {
      return null;
    }
    first = link.next;
    if (first == null) {
      last = null;
    }
    return link.value;
  }

  private static Object throughRing(Object value) {
    synchronized (Exchange.class) {
      Object taken = null;
      if (count == ring.length) {
        taken = ring[0];
        System.arraycopy(ring, 1, ring, 0, --count);
        ring = count % 2 == 0 ? ring.clone() : Arrays.copyOf(ring, ring.length, Object[].class);
      }
      ring[count++] = value;
      return taken;
    }
  }

  private static Object throughTask(Object value) {
    Task task =
        new Task() {
          @Override
          Object run() {
            return value;
          }
        };
    return throughQueue(task);
  }

  /** What is left is taken, and nothing refers to it any more. */
  public static void clear() {
    Crowd.takes(U.getAndSetReference(cell, VALUE, null));
    for (Link link = (Link) top.value; link != null; link = link.next) {
      Crowd.takes(link.value);
    }
    for (Object left = poll(); left != null || first != null; left = poll()) {
      taken(left);
    }
    for (int i = 0; i < count; i++) {
      Crowd.takes(ring[i]);
    }
    cell = null;
    top = null;
    ring = null;
    count = 0;
  }
}
