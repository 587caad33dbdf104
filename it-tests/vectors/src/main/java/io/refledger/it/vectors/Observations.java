package io.refledger.it.vectors;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is seen of a heap after each step of a program. */
final class Observations {
  private static final Gson GSON = new Gson();

  private final ObservedHeap heap;
  private final boolean automatic;
  private final JsonArray all = new JsonArray();
  private final Map<Integer, Integer> refcountById = new HashMap<>();

  /** Of a program with automatic collections only events, values and collections are noted. */
  Observations(ObservedHeap heap, boolean automatic) {
    this.heap = heap;
    this.automatic = automatic;
  }

  JsonArray all() {
    return all;
  }

  /** Notes a step without a value. */
  void add(String label) {
    add(label, null);
  }

  /** Notes a step; a value of null: it has none. */
  void add(String label, JsonElement value) {
    all.add(observe(label, value));
  }

  /** Notes a step after which the detector's lists are looked at too. */
  void addCollection(String label, JsonElement value) {
    JsonObject observation = observe(label, value);
    if (!automatic) {
      observation.add("gens", GSON.toJsonTree(heap.generations()));
      addUnlessEmpty(observation, "garbage", heap.garbage());
    }
    all.add(observation);
  }

  private JsonObject observe(String label, JsonElement value) {
    var observation = new JsonObject();
    observation.addProperty("s", label);
    if (value != null) {
      observation.add("v", value);
    }
    addUnlessEmpty(observation, "ev", heap.log().takeEvents());
    addUnlessEmpty(observation, "auto", heap.log().takeCollections());
    if (!automatic) {
      addChangedCounts(observation);
    }
    return observation;
  }

  private static void addUnlessEmpty(JsonObject observation, String key, List<?> values) {
    if (!values.isEmpty()) {
      observation.add(key, GSON.toJsonTree(values));
    }
  }

  private void addChangedCounts(JsonObject observation) {
    var changed = new JsonArray();
    Map<Integer, Integer> now = heap.refcountById();
    now.forEach(
        (id, refcount) -> {
          if (!refcount.equals(refcountById.put(id, refcount))) {
            var pair = new JsonArray();
            pair.add(id);
            pair.add(refcount);
            changed.add(pair);
          }
        });
    refcountById.keySet().retainAll(now.keySet());
    if (!changed.isEmpty()) {
      observation.add("rc", changed);
    }
  }
}
