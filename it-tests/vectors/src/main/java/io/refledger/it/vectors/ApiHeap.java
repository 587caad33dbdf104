package io.refledger.it.vectors;

import com.google.gson.JsonArray;
import io.refledger.api.Gc;
import io.refledger.api.GcCallback;
import io.refledger.api.Referrer;
import io.refledger.api.Refs;
import io.refledger.api.Tracked;
import io.refledger.api.WeakRef;
import io.refledger.rt.Deaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/*
 * The objects of a running program, seen through the public API, and through the stream of deaths
 * that reports are made from. The list that holds the objects, so that the JVM does not collect
 * what is garbage in the ledger only later, is no reference to the ledger: nothing here is woven.
 */
/** The heap of a woven program. One at a time is observed. */
final class ApiHeap implements ObservedHeap {
  private static final int GENERATIONS = 3;
  private static final int OLDEST = 2;

  /** The heap of the program that is running, null between programs. */
  private static ApiHeap running;

  private final List<Object> held = new ArrayList<>();
  private final TreeMap<Integer, Tracked> handleById = new TreeMap<>();
  private final Map<Integer, Integer> idBySlot = new HashMap<>();
  private final Map<Integer, WeakRef<Object>> weakByNumber = new HashMap<>();
  private final EventLog log = new EventLog();
  private List<Integer> sizes = List.of();
  private boolean isAsked;

  private ApiHeap() {}

  /** Listens to the ledger; to be called once, when the API is connected. */
  static void connect() {
    Deaths.addListener(
        (slot, context, byCollector) -> {
          if (running != null) {
            running.died(slot);
          }
        });
    Refs.onDeath(Probe.Finalized.class, death -> running.event("fin", (int) death.serial()));
    Gc.addCallback(
        (phase, info) -> {
          if (running != null) {
            running.collection(phase, info);
          }
        });
  }

  /**
   * An empty heap.
   *
   * @param thresholds of automatic collections; null for none
   */
  static ApiHeap create(JsonArray thresholds) {
    running = new ApiHeap();
    if (thresholds != null) {
      Gc.setThreshold(
          thresholds.get(0).getAsInt(), thresholds.get(1).getAsInt(), thresholds.get(2).getAsInt());
      Gc.enable();
    }
    return running;
  }

  void born(int id, Object object) {
    Tracked handle = Refs.tracked(object).orElseThrow();
    held.add(object);
    handleById.put(id, handle);
    idBySlot.put((int) handle.serial(), id);
  }

  private void died(int slot) {
    event("die", slot);
    handleById.remove(idBySlot.remove(slot));
  }

  private void event(String name, int slot) {
    log.event(name, idBySlot.get(slot));
  }

  /** The low half of a serial is the slot. */
  private int id(Tracked handle) {
    return idBySlot.get((int) handle.serial());
  }

  private void collection(GcCallback.Phase phase, GcCallback.Info info) {
    if (phase == GcCallback.Phase.START) {
      sizes = generations().stream().map(List::size).toList();
    } else if (!isAsked) {
      log.collection(info.generation(), info.collected(), sizes);
    }
  }

  int collect(int generation) {
    isAsked = true;
    try {
      return Gc.collect(generation);
    } finally {
      isAsked = false;
    }
  }

  void addWeak(int number, WeakRef<Object> weak) {
    weakByNumber.put(number, weak);
  }

  void calledBack(int number) {
    log.event("cb", number);
  }

  Object weakTarget(int number) {
    WeakRef<Object> weak = weakByNumber.get(number);
    return weak == null ? null : weak.get();
  }

  void dropWeak(int number) {
    weakByNumber.remove(number).clear();
  }

  /**
   * Frees what the program left behind; its statics are null already.
   *
   * @throws IllegalStateException if something cannot be freed
   */
  void end() {
    weakByNumber.values().forEach(WeakRef::clear);
    Gc.disable();
    Gc.unfreeze();
    collect(OLDEST);
    if (!handleById.isEmpty()) {
      throw new IllegalStateException("not freed in the end: ids=" + handleById.keySet());
    }
    running = null;
  }

  int idOf(Object object) {
    return id(Refs.tracked(object).orElseThrow());
  }

  /** The ids, ascending, of the objects in the generations that refer to {@code object}. */
  List<Integer> referrers(Object object) {
    List<Tracked> followed =
        Refs.referrers(object).stream()
            .map(Referrer::object)
            .flatMap(Optional::stream)
            .filter(handle -> handle.generation() <= OLDEST)
            .distinct()
            .toList();
    return ids(followed).stream().sorted().toList();
  }

  List<Integer> ids(List<Tracked> handles) {
    return handles.stream().map(this::id).toList();
  }

  @Override
  public SortedMap<Integer, Integer> refcountById() {
    var result = new TreeMap<Integer, Integer>();
    handleById.forEach((id, handle) -> result.put(id, handle.count()));
    return result;
  }

  @Override
  public List<List<Integer>> generations() {
    var result = new ArrayList<List<Integer>>();
    for (int generation = 0; generation < GENERATIONS; generation++) {
      result.add(ids(Gc.getObjects(generation)));
    }
    return result;
  }

  @Override
  public List<Integer> garbage() {
    return ids(Gc.getGarbage());
  }

  @Override
  public EventLog log() {
    return log;
  }
}
