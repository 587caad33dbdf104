package io.refledger.it.vectors;

import com.google.gson.JsonArray;
import io.refledger.rt.Context;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.gc.CollectionListener;
import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects, statics and weak references of a running vector, kept in a ledger only. */
final class LedgerHeap implements ObservedHeap, AutoCloseable {
  private static final int CONTEXT = 1;
  private static final long MAX_BYTES = 8 << 20;
  private static final int GENERATIONS = 3;

  private final Ledger ledger;
  private final Context c;
  private final Map<Integer, Integer> idBySlot = new HashMap<>();
  private final TreeMap<Integer, Integer> slotById = new TreeMap<>();
  private final Set<Integer> resurrecting = new HashSet<>();
  private final Map<String, Integer> staticByName = new HashMap<>();
  private final Map<Integer, Integer> handleByWeak = new HashMap<>();
  private final EventLog log = new EventLog();
  private boolean isAsked;

  private LedgerHeap(Ledger ledger) {
    this.ledger = ledger;
    c = ledger.newContext(1);
    ledger.onDeath((slot, context, byCollector) -> died(slot));
    ledger.onFinalize((slot, context, byCollector) -> finalizeObject(slot));
    ledger.detector().addListener(new Sizes());
  }

  /** A heap that collects by itself at these thresholds; null: only when asked. */
  static LedgerHeap create(JsonArray thresholds) {
    var config = LedgerConfig.defaults().withMaxBytes(MAX_BYTES).withPool("off");
    if (thresholds == null) {
      return new LedgerHeap(Ledger.create(config.withCollector(false)));
    }
    return new LedgerHeap(
        Ledger.create(
            config.withThresholds(
                thresholds.get(0).getAsInt(),
                thresholds.get(1).getAsInt(),
                thresholds.get(2).getAsInt())));
  }

  /** A new object with null references, pinned. */
  int newObject(int id, String kind, int references) {
    boolean leaf = kind.equals("P");
    boolean array = kind.equals("A");
    int type = kind.charAt(0) << 16 | references;
    int flags =
        (leaf ? CountWord.LEAF : 0)
            | (array ? CountWord.ARRAY : 0)
            | (kind.equals("F") || kind.equals("R") ? CountWord.FINALIZER : 0);
    int birthId = ledger.births().intern(type, CONTEXT);
    int slot = ledger.birth(c, type, birthId, leaf ? 0 : references, flags, 16 + 4 * references);
    idBySlot.put(slot, id);
    slotById.put(id, slot);
    if (kind.equals("R")) {
      resurrecting.add(slot);
    } else {
      resurrecting.remove(slot);
    }
    return slot;
  }

  private void died(int slot) {
    int id = idBySlot.remove(slot);
    slotById.remove(id);
    log.event("die", id);
  }

  private void finalizeObject(int slot) {
    log.event("fin", idBySlot.get(slot));
    if (resurrecting.contains(slot)) {
      putStatic("r" + idBySlot.get(slot), slot);
    }
  }

  int idOf(int slot) {
    return idBySlot.get(slot);
  }

  @Override
  public SortedMap<Integer, Integer> refcountById() {
    var result = new TreeMap<Integer, Integer>();
    slotById.forEach((id, slot) -> result.put(id, refcount(slot)));
    return result;
  }

  int pin(int slot) {
    if (slot != 0) {
      ledger.pin(slot, c);
    }
    return slot;
  }

  void unpin(int slot) {
    if (slot != 0) {
      ledger.unpin(slot, c, CONTEXT);
    }
  }

  void bind(int slot) {
    if (slot != 0) {
      ledger.bind(slot, 0);
    }
  }

  void decref(int slot) {
    if (slot != 0) {
      ledger.decref(slot, c, CONTEXT);
    }
  }

  void put(int referrer, int index, int referent) {
    ledger.store(referrer, index, referent, c, CONTEXT);
  }

  int referent(int referrer, int index) {
    return ledger.referent(referrer, index);
  }

  void putStatic(String name, int referent) {
    int cells = staticByName.computeIfAbsent(name, n -> ledger.newStatics(1, 1));
    ledger.store(cells, 0, referent, c, CONTEXT);
  }

  int getStatic(String name) {
    Integer cells = staticByName.get(name);
    return cells == null ? 0 : ledger.referent(cells, 0);
  }

  void newWeak(int number, int slot, boolean callsBack) {
    int handle = ledger.weak(slot, callsBack ? h -> log.event("cb", number) : null);
    handleByWeak.put(number, handle);
  }

  int weakTarget(int number) {
    Integer handle = handleByWeak.get(number);
    return handle == null ? 0 : ledger.weakTarget(handle);
  }

  void dropWeak(int number) {
    ledger.dropWeak(handleByWeak.remove(number));
  }

  int refcount(int slot) {
    return ledger.refs(slot) + ledger.pins(slot);
  }

  boolean isTracked(int slot) {
    return (CountWord.flags(ledger.word(slot)) & CountWord.TRACKED) != 0;
  }

  /** The ids of the referents in visiting order. */
  List<Integer> referents(int slot) {
    var result = new ArrayList<Integer>();
    int references = ledger.references(slot);
    boolean array = (CountWord.flags(ledger.word(slot)) & CountWord.ARRAY) != 0;
    for (int n = 0; n < references; n++) {
      int referent = ledger.referent(slot, array ? references - 1 - n : n);
      if (referent != 0) {
        result.add(idBySlot.get(referent));
      }
    }
    return result;
  }

  /** The ids, ascending, of the tracked objects that refer to {@code slot}. */
  List<Integer> referrers(int slot) {
    var result = new TreeSet<Integer>();
    for (int generation = 0; generation < GENERATIONS; generation++) {
      for (int other : ledger.detector().members(generation, c)) {
        if (referents(other).contains(idBySlot.get(slot))) {
          result.add(idBySlot.get(other));
        }
      }
    }
    return List.copyOf(result);
  }

  int collect(int generation) {
    isAsked = true;
    try {
      return ledger.detector().collect(generation, c);
    } finally {
      isAsked = false;
    }
  }

  void setSavesAll(boolean on) {
    ledger.detector().setSavesAll(on);
  }

  void clearGarbage() {
    ledger.detector().clearGarbage(c);
  }

  void freeze() {
    ledger.detector().freeze(c);
  }

  @Override
  public List<List<Integer>> generations() {
    var result = new ArrayList<List<Integer>>();
    for (int generation = 0; generation < GENERATIONS; generation++) {
      result.add(ids(ledger.detector().members(generation, c)));
    }
    return result;
  }

  @Override
  public List<Integer> garbage() {
    return ids(ledger.detector().garbage());
  }

  private List<Integer> ids(int[] slots) {
    var result = new ArrayList<Integer>();
    for (int slot : slots) {
      result.add(idBySlot.get(slot));
    }
    return result;
  }

  JsonArray counts() {
    var result = new JsonArray();
    for (int count : ledger.detector().counts()) {
      result.add(count);
    }
    return result;
  }

  @Override
  public EventLog log() {
    return log;
  }

  @Override
  public void close() {
    ledger.dispose();
  }

  /** Notes the collections that nobody asked for. */
  private final class Sizes implements CollectionListener {
    private List<Integer> sizes = List.of();

    @Override
    public void started(int generation) {
      sizes = generations().stream().map(List::size).toList();
    }

    @Override
    public void stopped(int generation, int collected, int uncollectable) {
      if (!isAsked) {
        log.collection(generation, collected, sizes);
      }
    }
  }
}
