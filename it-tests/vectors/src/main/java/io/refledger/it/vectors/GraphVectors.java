package io.refledger.it.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** Runs programs of objects (groups {@code graph} and {@code auto}) against a ledger. */
public final class GraphVectors {
  private static final int OLDEST = 2;

  private final LedgerHeap heap;
  private final Observations observations;

  private GraphVectors(LedgerHeap heap, boolean automatic) {
    this.heap = heap;
    observations = new Observations(heap, automatic);
  }

  /** The observations of one vector: {@code id, group, obs}. */
  public static JsonObject run(JsonObject vector) {
    boolean automatic = vector.get("group").getAsString().equals("auto");
    var result = new JsonObject();
    result.add("id", vector.get("id"));
    result.add("group", vector.get("group"));
    try (var heap = LedgerHeap.create(automatic ? vector.getAsJsonArray("thresholds") : null)) {
      var run = new GraphVectors(heap, automatic);
      run.main(vector.getAsJsonArray("prog"), automatic);
      result.add("obs", run.observations.all());
    }
    return result;
  }

  private void main(JsonArray program, boolean automatic) {
    var frame = new Frame(heap);
    body(frame, program);
    frame.leave();
    observations.add("exit");
    if (automatic) {
      observations.add("count", heap.counts());
    } else {
      observations.addCollection("final", number(heap.collect(OLDEST)));
    }
  }

  private void body(Frame frame, JsonArray program) {
    for (JsonElement element : program) {
      step(frame, element.getAsJsonArray());
    }
  }

  private void step(Frame frame, JsonArray op) {
    String name = op.get(0).getAsString();
    switch (name) {
      case "collect" ->
          observations.addCollection(name, number(heap.collect(op.get(1).getAsInt())));
      case "gclear" -> {
        heap.clearGarbage();
        observations.addCollection(name, null);
      }
      case "freeze" -> {
        heap.freeze();
        observations.addCollection(name, null);
      }
      case "wget", "rc", "referents", "referrers", "tracked" ->
          observations.add(name, question(frame, name, op.get(1)));
      case "call" -> call(frame, op);
      default -> {
        act(frame, name, op);
        observations.add(name);
      }
    }
  }

  private JsonElement question(Frame frame, String name, JsonElement argument) {
    if (name.equals("wget")) {
      return id(heap.weakTarget(argument.getAsInt()));
    }
    int slot = frame.get(argument.getAsString());
    return switch (name) {
      case "rc" -> number(heap.refcount(slot));
      case "referents" -> ids(heap.referents(slot));
      case "referrers" -> ids(heap.referrers(slot));
      default -> new JsonPrimitive(heap.isTracked(slot));
    };
  }

  private void act(Frame frame, String name, JsonArray op) {
    String variable = op.get(1).getAsString();
    switch (name) {
      case "new" ->
          frame.moveIn(
              variable,
              heap.newObject(op.get(2).getAsInt(), op.get(3).getAsString(), op.get(4).getAsInt()));
      case "mov" -> frame.set(variable, frame.get(op.get(2).getAsString()));
      case "del" -> frame.set(variable, 0);
      case "put" -> heap.put(frame.get(variable), op.get(2).getAsInt(), value(frame, op.get(3)));
      case "get" ->
          frame.set(
              variable, heap.referent(frame.get(op.get(2).getAsString()), op.get(3).getAsInt()));
      case "gput" -> heap.putStatic(variable, value(frame, op.get(2)));
      case "gget" -> frame.set(variable, heap.getStatic(op.get(2).getAsString()));
      case "wref" ->
          heap.newWeak(
              op.get(1).getAsInt(), frame.get(op.get(2).getAsString()), op.get(3).getAsBoolean());
      case "wload" -> frame.set(variable, heap.weakTarget(op.get(2).getAsInt()));
      case "wdel" -> heap.dropWeak(op.get(1).getAsInt());
      case "saveall" -> heap.setSavesAll(op.get(1).getAsBoolean());
      default -> throw new IllegalArgumentException("unknown operation: op=" + op);
    }
  }

  private static int value(Frame frame, JsonElement variable) {
    return variable.isJsonNull() ? 0 : frame.get(variable.getAsString());
  }

  private void call(Frame caller, JsonArray op) {
    var callee = new Frame(heap);
    JsonArray parameters = op.get(1).getAsJsonArray();
    JsonArray arguments = op.get(2).getAsJsonArray();
    for (int i = 0; i < parameters.size(); i++) {
      callee.set(parameters.get(i).getAsString(), value(caller, arguments.get(i)));
    }
    observations.add("enter");
    body(callee, op.get(3).getAsJsonArray());
    int result = heap.pin(value(callee, op.get(4)));
    callee.leave();
    if (op.get(5).isJsonNull()) {
      heap.unpin(result);
    } else {
      caller.moveIn(op.get(5).getAsString(), result);
    }
    observations.add("call");
  }

  private static JsonElement number(int value) {
    return new JsonPrimitive(value);
  }

  private JsonElement id(int slot) {
    return slot == 0 ? JsonNull.INSTANCE : number(heap.idOf(slot));
  }

  private static JsonArray ids(List<Integer> ids) {
    var result = new JsonArray();
    ids.forEach(result::add);
    return result;
  }
}
