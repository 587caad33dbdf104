package io.refledger.weave;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hooks as a plain model: counts in a map, one thread. A sample woven against them tells which
 * objects died when, and whether every unit was given back.
 */
public final class RecordingHooks {
  /** What is counted for one object. */
  static final class Count {
    int refs;
    int pins;
  }

  static final IdentityHashMap<Object, Count> COUNTS = new IdentityHashMap<>();
  public static final List<String> LOG = new ArrayList<>();
  private static final IdentityHashMap<Object, Map<Object, Object>> EDGES = new IdentityHashMap<>();
  private static final List<Object> REGION = new ArrayList<>();
  private static final RecordingContext CONTEXT = new RecordingContext();
  private static Object oldReferent;

  private RecordingHooks() {}

  static void reset() {
    COUNTS.clear();
    LOG.clear();
    EDGES.clear();
    REGION.clear();
    CONTEXT.returned = null;
    CONTEXT.flying = null;
    CONTEXT.observation = 0;
  }

  /** Pins that nobody gave back, as text; empty when all is well. */
  static List<String> leftovers() {
    List<String> left = new ArrayList<>();
    COUNTS.forEach(
        (object, count) -> {
          if (count.pins != 0) {
            left.add(count.pins + " pins on a " + object.getClass().getSimpleName());
          }
        });
    return left;
  }

  /** Releases what the outermost call returned or threw. */
  static void dropOutcome() {
    for (Object undelivered : new Object[] {CONTEXT.returned, CONTEXT.flying}) {
      if (undelivered != null) {
        unpin(undelivered, CONTEXT, 0);
      }
    }
    CONTEXT.returned = null;
    CONTEXT.flying = null;
  }

  /** Stands for a native: unwoven, it returns what it was given. */
  public static Object identity(Object o) {
    return o;
  }

  public static RecordingContext context() {
    return CONTEXT;
  }

  private static Count count(Object o) {
    return COUNTS.computeIfAbsent(o, k -> new Count());
  }

  private static void settle(Object o) {
    Count count = count(o);
    if (count.refs < 0 || count.pins < 0) {
      throw new AssertionError("underflow on a " + o.getClass());
    }
    if (count.refs == 0 && count.pins == 0) {
      if (o.getClass().getSimpleName().equals("Node")) {
        LOG.add("dies " + nameOf(o));
      }
      COUNTS.remove(o);
      Map<Object, Object> edges = EDGES.remove(o);
      if (edges != null) {
        edges.values().forEach(r -> decref(r, CONTEXT, 0));
      }
    }
  }

  /** Read without calling woven code, which would count. */
  private static Object nameOf(Object node) {
    try {
      var field = node.getClass().getDeclaredField("name");
      field.setAccessible(true);
      return field.get(node);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a Node has a name", e);
    }
  }

  public static void pin(Object o, RecordingContext c) {
    if (o != null) {
      count(o).pins++;
    }
  }

  public static Object tryPin(Object o, RecordingContext c) {
    pin(o, null);
    return o;
  }

  public static void adopt(Object value, Object held, RecordingContext c) {
    if (held == null) {
      pin(value, null);
    }
  }

  public static Object confirm(Object again, Object pinned) {
    if (again != pinned) {
      throw new AssertionError("one thread reads the same value twice");
    }
    return pinned;
  }

  public static Object keep(Object lower, Object upper, RecordingContext c, int site) {
    if (lower == null) {
      return upper;
    }
    unpin(upper, c, site);
    return lower;
  }

  public static void unpin(Object o, RecordingContext c, int site) {
    if (o != null) {
      count(o).pins--;
      settle(o);
    }
  }

  public static void unpinEach(
      Object a, Object b, Object d, Object e, RecordingContext c, int site) {
    unpin(a, c, site);
    unpin(b, c, site);
    unpin(d, c, site);
    unpin(e, c, site);
  }

  public static void decrefEach(
      Object a, Object b, Object d, Object e, RecordingContext c, int site) {
    decref(a, c, site);
    decref(b, c, site);
    decref(d, c, site);
    decref(e, c, site);
  }

  public static void incref(Object o, RecordingContext c, int site) {
    if (o != null) {
      count(o).refs++;
    }
  }

  public static void decref(Object o, RecordingContext c, int site) {
    if (o != null) {
      count(o).refs--;
      settle(o);
    }
  }

  public static void bind(Object o, RecordingContext c, int site) {
    if (o != null) {
      count(o).refs++;
      count(o).pins--;
    }
  }

  public static void unbind(Object o, RecordingContext c, int site) {
    if (o != null) {
      count(o).refs--;
      count(o).pins++;
    }
  }

  public static void returning(Object o, RecordingContext c) {
    c.returned = o;
  }

  public static void returningBorrowed(Object o, RecordingContext c) {
    c.returned = null;
  }

  public static void discard(Object o, RecordingContext c, int site) {
    if (o != null && c.returned == o) {
      c.returned = null;
      unpin(o, c, site);
    }
  }

  public static void result(Object o, RecordingContext c) {
    if (o != null && c.returned == o) {
      c.returned = null;
    } else {
      pin(o, null);
    }
  }

  public static void constructed(Object o, RecordingContext c, int site) {
    result(o, c);
  }

  public static void dropResult(RecordingContext c, int site) {
    unpin(c.returned, c, site);
    c.returned = null;
  }

  /** The object is in the hands of a method that takes no units: it is kept for ever. */
  public static void unheld(RecordingContext c) {
    c.returned = null;
  }

  public static int region(RecordingContext c) {
    return REGION.size();
  }

  public static void held(Object o, RecordingContext c) {
    if (o != null) {
      REGION.add(o);
    }
  }

  public static void heldResult(Object o, RecordingContext c) {
    result(o, c);
    held(o, c);
  }

  public static void heldConstructed(RecordingContext c, int site) {
    held(c.returned, c);
    c.returned = null;
  }

  public static void heldLoad(Object o, RecordingContext c) {
    pin(o, null);
    held(o, c);
  }

  public static void heldCaught(Object e, RecordingContext c) {
    caught(e, c);
    held(e, c);
  }

  public static void heldThrowing(Object e, RecordingContext c) {
    pin(e, null);
    throwing(e, c);
  }

  public static void heldReturning(Object o, RecordingContext c) {
    pin(o, null);
    returning(o, c);
  }

  public static void leaveRegion(RecordingContext c, int begin, int site) {
    while (REGION.size() > begin) {
      unpin(REGION.remove(REGION.size() - 1), c, site);
    }
  }

  public static void throwing(Object e, RecordingContext c) {
    c.flying = e;
  }

  public static void caught(Object e, RecordingContext c) {
    if (c.flying == e) {
      c.flying = null;
    } else {
      pin(e, null);
    }
  }

  private static long swap(Object referrer, Object key, Object value) {
    if (referrer == null) {
      oldReferent = null;
      return 0;
    }
    incref(value, null, 0);
    Map<Object, Object> edges = EDGES.computeIfAbsent(referrer, k -> new java.util.HashMap<>());
    oldReferent = value == null ? edges.remove(key) : edges.put(key, value);
    return 1;
  }

  public static long beforeFieldStore(Object referrer, Object value, RecordingContext c, int site) {
    return swap(referrer, site, value);
  }

  public static long beforeArrayStore(
      Object[] array, int index, Object value, RecordingContext c, int site) {
    boolean stores =
        array != null
            && index >= 0
            && index < array.length
            && (value == null || array.getClass().getComponentType().isInstance(value));
    return stores ? swap(array, index, value) : 0;
  }

  public static boolean knowsStatic(int site) {
    return false;
  }

  public static long beforeStaticStore(Object value, Class<?> owner, RecordingContext c, int site) {
    return swap(owner, site, value);
  }

  public static void afterStore(long token, RecordingContext c, int site) {
    if (token != 0) {
      decref(oldReferent, c, site);
    }
  }

  public static void initialEdge(Object referrer, Object value, RecordingContext c, int site) {
    swap(referrer, site, value);
  }

  public static void newArray(Object a, RecordingContext c, int site) {
    pin(a, null);
  }

  public static void allocated(Object o, RecordingContext c, int site) {
    pin(o, null);
  }

  public static void cloned(Object copy, RecordingContext c, int site) {
    result(copy, c);
    if (copy instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        swap(array, i, array[i]);
      }
    }
  }

  public static void leaving(RecordingContext c, int site) {}

  public static int applicationSite(RecordingContext c) {
    return 0;
  }

  public static int observation(RecordingContext c) {
    return c.observation;
  }

  public static void runs(Object task, RecordingContext c) {
    c.observation++;
    LOG.add("runs");
  }

  public static void observe(RecordingContext c, int observation) {
    c.observation = observation;
    LOG.add("observes " + observation);
  }

  public static void interned(Object s) {}

  public static void arraycopy(
      Object from, int at, Object to, int start, int length, RecordingContext c, int site) {
    System.arraycopy(from, at, to, start, length);
  }
}
