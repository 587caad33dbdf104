package io.refledger.rt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawn heap in a ledger: {@code Heap.of("root -> a", "a <-> b")}. Names that start with "root"
 * are locals, all others objects with four reference fields, born in the order of their appearance.
 */
public final class Heap implements AutoCloseable {
  /** The type of all objects. */
  public static final int TYPE = 7;

  /** The allocation context of all objects. */
  public static final int BORN = 11;

  /** The store context of all edges. */
  public static final int STORED = 12;

  private static final int REFERENCES = 4;

  /** The ledger. */
  public final Ledger ledger;

  /** The only context. */
  public final Context c;

  private final Map<String, Integer> slotByName = new LinkedHashMap<>();
  private final Map<Integer, String> nameBySlot = new HashMap<>();
  private final Map<String, List<String>> targetsByRoot = new LinkedHashMap<>();
  private final List<String> deaths = new ArrayList<>();

  private Heap(LedgerConfig config) {
    ledger = Ledger.create(config);
    c = ledger.newContext(1);
    ledger.onDeath((slot, context, byCollector) -> deaths.add(nameBySlot.get(slot)));
  }

  /** A heap that collects only when asked. */
  public static Heap of(String... edges) {
    return of(LedgerConfig.defaults().withCollector(false).withMaxBytes(8 << 20), edges);
  }

  /** A heap in a ledger made with {@code config}. */
  public static Heap of(LedgerConfig config, String... edges) {
    var heap = new Heap(config);
    for (String edge : edges) {
      heap.draw(edge);
    }
    heap.slotByName.forEach((name, slot) -> heap.ledger.unpin(slot, heap.c, BORN));
    return heap;
  }

  private void draw(String edge) {
    boolean both = edge.contains("<->");
    String[] ends = edge.split(both ? " <-> " : " -> ");
    if (ends[0].startsWith("root")) {
      targetsByRoot.computeIfAbsent(ends[0], r -> new ArrayList<>()).add(ends[1]);
      ledger.incref(object(ends[1]), c);
      return;
    }
    int from = object(ends[0]);
    if (ends.length == 1) {
      return;
    }
    int to = object(ends[1]);
    link(from, to);
    if (both) {
      link(to, from);
    }
  }

  private int object(String name) {
    return slotByName.computeIfAbsent(name, this::newObject);
  }

  private int newObject(String name) {
    int slot = born(0);
    nameBySlot.put(slot, name);
    return slot;
  }

  private void link(int from, int to) {
    int free = 0;
    while (ledger.referent(from, free) != 0) {
      free++;
    }
    ledger.store(from, free, to, c, STORED);
  }

  /** A nameless object with four fields and these flags, pinned. */
  public int born(int flags) {
    return ledger.birth(c, TYPE, ledger.births().intern(TYPE, BORN), REFERENCES, flags, 32);
  }

  /** Names a nameless object. */
  public int named(String name, int slot) {
    slotByName.put(name, slot);
    nameBySlot.put(slot, name);
    return slot;
  }

  /** Adds an edge, an object or a root to the heap; new objects stay pinned. */
  public Heap and(String edge) {
    draw(edge);
    return this;
  }

  /** Releases all that a root refers to. */
  public Heap drop(String root) {
    return drop(root, BORN);
  }

  /** Releases all that a root refers to, at a statement. */
  public Heap drop(String root, int context) {
    targetsByRoot.remove(root).forEach(name -> ledger.decref(slot(name), c, context));
    return this;
  }

  /** The slot of an object. */
  public int slot(String name) {
    return slotByName.get(name);
  }

  /** The name of an object. */
  public String name(int slot) {
    return nameBySlot.get(slot);
  }

  /** The references of an object that are counted. */
  public int refs(String name) {
    return ledger.refs(slot(name));
  }

  /** Runs a collection. */
  public int collect(int generation) {
    return ledger.detector().collect(generation, c);
  }

  /** The names in a generation, in list order. */
  public List<String> generation(int generation) {
    var names = new ArrayList<String>();
    for (int slot : ledger.detector().members(generation, c)) {
      names.add(nameBySlot.get(slot));
    }
    return names;
  }

  /** The names of those that died, in order. */
  public List<String> deaths() {
    return deaths;
  }

  /** Checks the ledger and frees it. */
  @Override
  public void close() {
    ledger.validate();
    ledger.dispose();
  }
}
