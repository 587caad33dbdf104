package io.refledger.it.random;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects of the model; counts, deaths and collections as obvious as they can be. */
final class ModelHeap {
  final Map<Static, ModelObject> statics = new EnumMap<>(Static.class);
  private final Set<ModelObject> living = new LinkedHashSet<>();
  private final List<String> events;
  private int ids;

  ModelHeap(List<String> events) {
    this.events = events;
  }

  /** A new object without a pin. */
  ModelObject create(Type type, int references) {
    return add(new ModelObject(type, references));
  }

  /** A new object without a pin. */
  <T extends ModelObject> T add(T object) {
    if (object.isTracked) {
      living.add(object);
    }
    return object;
  }

  /** The object is given the next id. */
  void name(ModelObject object) {
    object.id = ++ids;
    events.add("new #" + object.id);
  }

  static String nameOf(ModelObject object) {
    if (object == null) {
      return "#null";
    }
    return object.id != 0 ? "#" + object.id : object.className;
  }

  void incref(ModelObject object) {
    if (object != null && object.isTracked) {
      checkAlive(object);
      object.refs++;
    }
  }

  void decref(ModelObject object) {
    if (object != null && object.isTracked) {
      object.refs--;
      dieIfUnheld(object);
    }
  }

  void pin(ModelObject object) {
    if (object != null && object.isTracked) {
      checkAlive(object);
      object.pins++;
    }
  }

  void unpin(ModelObject object) {
    if (object != null && object.isTracked) {
      object.pins--;
      dieIfUnheld(object);
    }
  }

  private static void checkAlive(ModelObject object) {
    if (object.isDead) {
      throw new IllegalStateException("the model met a dead object: id=" + object.id);
    }
  }

  private void dieIfUnheld(ModelObject object) {
    if (object.refs < 0 || object.pins < 0) {
      throw new IllegalStateException("released what was not held: id=" + object.id);
    }
    if (object.refs + object.pins > 0 || object.isDead) {
      return;
    }
    die(object);
    object.references().forEach(this::decref);
  }

  private void die(ModelObject object) {
    object.isDead = true;
    living.remove(object);
    if (object.id != 0) {
      events.add("dies #" + object.id);
    }
  }

  /** Everything dies that no pin, local or static leads to. */
  void collect() {
    Set<ModelObject> reached = new LinkedHashSet<>();
    Deque<ModelObject> open = new ArrayDeque<>();
    for (ModelObject object : living) {
      if (object.refs + object.pins > countedFromInside(object)) {
        open.add(object);
      }
    }
    while (!open.isEmpty()) {
      ModelObject object = open.remove();
      if (reached.add(object)) {
        for (ModelObject referent : object.references()) {
          if (referent != null && referent.isTracked) {
            open.add(referent);
          }
        }
      }
    }
    List<ModelObject> garbage = new ArrayList<>(living);
    garbage.removeAll(reached);
    free(garbage);
  }

  private int countedFromInside(ModelObject object) {
    int count = 0;
    for (ModelObject referrer : living) {
      for (ModelObject referent : referrer.references()) {
        count += referent == object ? 1 : 0;
      }
    }
    return count;
  }

  private void free(List<ModelObject> garbage) {
    for (ModelObject object : garbage) {
      object.isDead = true;
      for (ModelObject referent : object.references()) {
        if (referent != null && referent.isTracked) {
          referent.refs--;
        }
      }
    }
    living.removeAll(garbage);
    events.add(
        "collects " + garbage.stream().map(o -> o.id).filter(id -> id != 0).sorted().toList());
  }

  /** The ids of what is alive. */
  List<Integer> living() {
    return living.stream().map(o -> o.id).filter(id -> id != 0).sorted().toList();
  }
}
