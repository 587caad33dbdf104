package io.refledger.it.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.refledger.api.Gc;
import io.refledger.rt.face.Face;
import io.refledger.weave.spec.Locals;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs programs of objects as Java classes, compiled and woven in this JVM. */
public final class WovenVectors {
  private static final int OLDEST = 2;

  static {
    Face.connect();
    ApiHeap.connect();
  }

  private final ClassLoader classes;

  private WovenVectors(ClassLoader classes) {
    this.classes = classes;
  }

  /** Whether a vector can be run: its objects do not resurrect themselves, nothing is saved. */
  public static boolean isRunnable(JsonObject vector) {
    return vector.has("prog") && isRunnable(vector.getAsJsonArray("prog"));
  }

  private static boolean isRunnable(JsonArray program) {
    for (JsonElement element : program) {
      JsonArray op = element.getAsJsonArray();
      boolean runnable =
          switch (op.get(0).getAsString()) {
            case "new" -> !op.get(3).getAsString().equals("R");
            case "saveall", "gclear" -> false;
            case "call" -> isRunnable(op.get(3).getAsJsonArray());
            default -> true;
          };
      if (!runnable) {
        return false;
      }
    }
    return true;
  }

  /**
   * The observations of runnable vectors, in their order: {@code id, group, obs}.
   *
   * @param locals how locals are counted; without EXACT the counts are not CPython's
   */
  public static List<JsonObject> run(List<JsonObject> vectors, Locals locals) {
    Map<String, String> sourceByName = new HashMap<>();
    int mostReferences = 0;
    for (int i = 0; i < vectors.size(); i++) {
      JsonArray program = vectors.get(i).getAsJsonArray("prog");
      sourceByName.put(ProgramSource.className(name(i)), ProgramSource.of(name(i), program));
      mostReferences = Math.max(mostReferences, mostReferences(program));
    }
    sourceByName.put(ProgramSource.className("Nodes"), ProgramSource.nodeClasses(mostReferences));
    var woven = new WovenVectors(new WovenClasses(SourceCompiler.compile(sourceByName), locals));
    List<JsonObject> results = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      results.add(woven.run(name(i), vectors.get(i)));
    }
    return results;
  }

  private static String name(int index) {
    return "Program" + index;
  }

  private static int mostReferences(JsonArray program) {
    int most = 0;
    for (JsonElement element : program) {
      JsonArray op = element.getAsJsonArray();
      most =
          switch (op.get(0).getAsString()) {
            case "new" -> Math.max(most, op.get(4).getAsInt());
            case "call" -> Math.max(most, mostReferences(op.get(3).getAsJsonArray()));
            default -> most;
          };
    }
    return most;
  }

  private JsonObject run(String name, JsonObject vector) {
    boolean automatic = vector.get("group").getAsString().equals("auto");
    ApiHeap heap = ApiHeap.create(automatic ? vector.getAsJsonArray("thresholds") : null);
    var observations = new Observations(heap, automatic);
    Probe.observe(heap, observations);
    call(name, "main");
    observations.add("exit");
    if (automatic) {
      observations.add("count", counts());
    } else {
      observations.addCollection("final", new JsonPrimitive(heap.collect(OLDEST)));
    }
    call(name, "clear");
    heap.end();
    var result = new JsonObject();
    result.add("id", vector.get("id"));
    result.add("group", vector.get("group"));
    result.add("obs", observations.all());
    return result;
  }

  private static JsonArray counts() {
    var result = new JsonArray();
    for (int count : Gc.getCount()) {
      result.add(count);
    }
    return result;
  }

  private void call(String program, String method) {
    try {
      classes.loadClass(ProgramSource.className(program)).getMethod(method).invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(program + "." + method + " threw", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(program + "." + method, e);
    }
  }
}
