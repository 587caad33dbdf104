package io.refledger.it.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.refledger.api.Gc;
import io.refledger.api.Refs;
import java.util.List;

/** What a woven program calls after each of its steps. Not woven itself, so it counts nothing. */
public final class Probe {
  private static ApiHeap heap;
  private static Observations observations;

  private Probe() {}

  /** Marks the classes whose instances have a finalizer. */
  public interface Finalized {}

  /** From now on steps are noted in {@code observations}. */
  static void observe(ApiHeap heap, Observations observations) {
    Probe.heap = heap;
    Probe.observations = observations;
  }

  /** A step without a value. */
  public static void step(String label) {
    observations.add(label);
  }

  /** An object was made and bound. */
  public static void born(int id, Object object) {
    heap.born(id, object);
    observations.add("new");
  }

  /** Makes a weak reference, with a callback or without. */
  public static void wref(int number, Object referent, boolean callsBack) {
    heap.addWeak(number, Refs.weak(referent, callsBack ? weak -> heap.calledBack(number) : null));
    observations.add("wref");
  }

  /** What a weak reference refers to. */
  public static Object target(int number) {
    return heap.weakTarget(number);
  }

  /** Asks what a weak reference refers to. */
  public static void wget(int number) {
    Object target = heap.weakTarget(number);
    JsonElement value = target == null ? JsonNull.INSTANCE : new JsonPrimitive(heap.idOf(target));
    observations.add("wget", value);
  }

  /** Drops a weak reference. */
  public static void wdel(int number) {
    heap.dropWeak(number);
    observations.add("wdel");
  }

  /** Collects a generation and the younger ones. */
  public static void collect(int generation) {
    observations.addCollection("collect", new JsonPrimitive(heap.collect(generation)));
  }

  /** Freezes all objects. */
  public static void freeze() {
    Gc.freeze();
    observations.addCollection("freeze", null);
  }

  /** Asks for a refcount. */
  public static void rc(Object object) {
    observations.add("rc", new JsonPrimitive(Refs.count(object)));
  }

  /** Asks what an object refers to. */
  public static void referents(Object object) {
    observations.add("referents", ids(heap.ids(Refs.referents(object))));
  }

  /** Asks what refers to an object. */
  public static void referrers(Object object) {
    observations.add("referrers", ids(heap.referrers(object)));
  }

  /** Asks whether the detector follows an object. */
  public static void tracked(Object object) {
    observations.add("tracked", new JsonPrimitive(Refs.isTracked(object)));
  }

  private static JsonArray ids(List<Integer> ids) {
    var result = new JsonArray();
    ids.forEach(result::add);
    return result;
  }
}
