package io.refledger.it.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Does by the model what random programs do with collections of the JDK. */
final class LibraryEvaluation {
  private final ModelHeap heap;

  /** All empty ones are the same object, which is never counted. */
  private final ModelObject emptyImmutable;

  LibraryEvaluation(ModelHeap heap) {
    this.heap = heap;
    this.emptyImmutable = new ModelList(ModelList.Kind.IMMUTABLE, false);
  }

  /** A new collection, with a pin that is the caller's. */
  ModelObject create(Expr.Collection e) {
    return pinned(
        switch (e.className()) {
          case "ArrayList" -> new ModelList(ModelList.Kind.ARRAY, true);
          case "LinkedList" -> new ModelList(ModelList.Kind.LINKED, true);
          case "HashMap" -> new ModelMap(ModelMap.Kind.HASH);
          case "LinkedHashMap" -> new ModelMap(ModelMap.Kind.LINKED);
          case "TreeMap" -> new ModelMap(ModelMap.Kind.TREE);
          default -> throw new IllegalArgumentException("no collection: " + e.className());
        });
  }

  private ModelObject pinned(ModelObject object) {
    heap.add(object);
    heap.pin(object);
    return object;
  }

  /**
   * The result of an operation, with a pin that is the caller's; null if there is none.
   *
   * @param operands not null themselves: the first, which may not be null
   */
  ModelObject operate(Operation operation, List<ModelObject> operands) {
    ModelObject on = operands.get(0);
    check(on != null, "NullPointerException");
    ModelObject result =
        on instanceof ModelMap map
            ? map(operation, map, operands)
            : list(operation, (ModelList) on, operands);
    ((ModelCollection) on).knot(heap);
    return result;
  }

  private static void check(boolean isFine, String exception) {
    if (!isFine) {
      throw new ModelException(new ModelObject(exception));
    }
  }

  private ModelObject list(Operation operation, ModelList list, List<ModelObject> operands) {
    List<ModelObject> elements = list.elements;
    switch (operation) {
      case LIST_GET -> {
        requireFirst(list);
        heap.pin(elements.get(0));
        return elements.get(0);
      }
      case LIST_COPY -> {
        return listOf(ModelList.Kind.ARRAY, elements);
      }
      case LIST_LINK, LIST_COLLECT -> {
        return listOf(ModelList.Kind.LINKED, elements);
      }
      case LIST_STREAM -> {
        List<ModelObject> mapped = new ArrayList<>();
        elements.stream().filter(LibraryEvaluation::isNode).forEach(e -> mapped.add(b(e)));
        return mapped.isEmpty() ? emptyImmutable : listOf(ModelList.Kind.IMMUTABLE, mapped);
      }
      case LIST_ARRAY -> {
        ModelObject array = heap.create(Type.ARRAY, elements.size());
        for (int i = 0; i < elements.size(); i++) {
          heap.incref(elements.get(i));
          array.cells[i] = elements.get(i);
        }
        heap.pin(array);
        heap.name(array);
        return array;
      }
      default -> {
        if (operation == Operation.LIST_CUT) {
          check(!elements.isEmpty(), "IndexOutOfBoundsException");
        }
        check(list.kind != ModelList.Kind.IMMUTABLE, "UnsupportedOperationException");
        return change(operation, list, operands);
      }
    }
  }

  private static void requireFirst(ModelList list) {
    boolean isArray = list.kind == ModelList.Kind.IMMUTABLE;
    check(
        !list.elements.isEmpty(),
        isArray ? "ArrayIndexOutOfBoundsException" : "IndexOutOfBoundsException");
  }

  private ModelObject listOf(ModelList.Kind kind, List<ModelObject> elements) {
    ModelList list = new ModelList(kind, true);
    pinned(list);
    elements.forEach(heap::incref);
    list.elements.addAll(elements);
    list.knot(heap);
    return list;
  }

  private static boolean isNode(ModelObject object) {
    return object != null && object.type.isA(Type.NODE);
  }

  private static ModelObject b(ModelObject node) {
    return node.cells[Field.B.cell()];
  }

  private ModelObject change(Operation operation, ModelList list, List<ModelObject> operands) {
    List<ModelObject> before = new ArrayList<>(list.elements);
    List<ModelObject> after = list.elements;
    ModelObject result = null;
    switch (operation) {
      case LIST_SET, LIST_POLL -> {
        requireFirst(list);
        result = after.get(0);
        heap.pin(result);
        if (operation == Operation.LIST_SET) {
          after.set(0, operands.get(1));
        } else {
          after.remove(0);
        }
      }
      case LIST_ADD -> after.add(operands.get(1));
      case LIST_INSERT -> after.add(0, operands.get(1));
      case LIST_REMOVE -> after.remove(operands.get(1));
      case LIST_REMOVE_IF -> after.removeIf(e -> e != null && e.type == Type.PAIR);
      case LIST_REPLACE -> after.replaceAll(e -> isNode(e) ? b(e) : e);
      case LIST_ADD_ALL -> {
        check(operands.get(1) != null, "NullPointerException");
        after.addAll(new ArrayList<>(((ModelList) operands.get(1)).elements));
      }
      case LIST_CUT -> after.remove(0);
      case LIST_SORT -> after.sort(Comparator.comparingInt(e -> e == null ? 0 : e.id));
      case LIST_CLEAR -> after.clear();
      default -> throw new IllegalArgumentException("no change of a list: " + operation);
    }
    list.modifications += isModification(operation, list, before.size()) ? 1 : 0;
    replaced(before, after);
    return result;
  }

  /** Whether iterators fail from then on. */
  private static boolean isModification(Operation operation, ModelList list, int sizeBefore) {
    boolean isArray = list.kind == ModelList.Kind.ARRAY;
    return switch (operation) {
      case LIST_CLEAR -> true;
      case LIST_ADD_ALL, LIST_SORT, LIST_REPLACE -> isArray || list.elements.size() != sizeBefore;
      default -> list.elements.size() != sizeBefore;
    };
  }

  /** All new references are counted before an old one is released. */
  private void replaced(List<ModelObject> before, List<ModelObject> after) {
    new ArrayList<>(after).forEach(heap::incref);
    before.forEach(heap::decref);
  }

  private ModelObject map(Operation operation, ModelMap map, List<ModelObject> operands) {
    switch (operation) {
      case MAP_COPY -> {
        map.hasView = true;
        ModelMap copy = new ModelMap(ModelMap.Kind.LINKED);
        pinned(copy);
        map.iterated().forEach(e -> copy.add(new ModelMap.Entry(e.key, e.value)));
        copy.held().forEach(heap::incref);
        copy.knot(heap);
        return copy;
      }
      case MAP_VALUES -> {
        map.hasView = true;
        return listOf(ModelList.Kind.ARRAY, map.iterated().stream().map(e -> e.value).toList());
      }
      case MAP_FOR_EACH -> {
        map.iterated().forEach(this::keyRefersToValue);
        return null;
      }
      case MAP_CLEAR -> {
        clear(map);
        return null;
      }
      default -> {
        return change(operation, map, operands);
      }
    }
  }

  private void keyRefersToValue(ModelMap.Entry entry) {
    check(entry.key != null, "NullPointerException");
    heap.incref(entry.value);
    ModelObject old = entry.key.cells[Field.A.cell()];
    entry.key.cells[Field.A.cell()] = entry.value;
    heap.decref(old);
  }

  /** The nodes of some maps refer to each other, and nobody takes them apart. */
  private void clear(ModelMap map) {
    List<ModelObject> before = map.held();
    if (map.kind != ModelMap.Kind.HASH && map.entries.size() > 1) {
      ModelList dropped = heap.add(new ModelList(ModelList.Kind.DROPPED, true));
      before.forEach(heap::incref);
      dropped.elements.addAll(before);
      dropped.knot(heap);
    }
    map.entries.clear();
    before.forEach(heap::decref);
  }

  private ModelObject change(Operation operation, ModelMap map, List<ModelObject> operands) {
    ModelObject key = operands.size() > 1 ? operands.get(1) : null;
    boolean isKeyed = operation.result().isPresent();
    boolean isComputed = operation == Operation.MAP_COMPUTE && map.entries.isEmpty();
    if (isKeyed && map.kind == ModelMap.Kind.TREE && !isComputed) {
      check(key != null, "NullPointerException");
    }
    List<ModelObject> before = map.held();
    ModelMap.Entry entry = isKeyed ? map.entry(key) : null;
    ModelObject result = entry == null ? null : entry.value;
    heap.pin(result);
    switch (operation) {
      case MAP_GET -> {}
      case MAP_PUT -> put(map, entry, key, operands.get(2));
      case MAP_PUT_IF_ABSENT -> {
        if (result == null) {
          put(map, entry, key, operands.get(2));
        }
      }
      case MAP_COMPUTE -> {
        if (result == null && key != null) {
          put(map, entry, key, key);
          heap.pin(key);
          result = key;
        }
      }
      case MAP_REMOVE -> map.entries.remove(entry);
      case MAP_REMOVE_VALUE -> {
        map.hasView = true;
        map.iterated().stream()
            .filter(e -> e.value == operands.get(1))
            .findFirst()
            .ifPresent(map.entries::remove);
      }
      case MAP_REMOVE_IF -> {
        map.hasView = true;
        map.entries.removeIf(e -> e.key != null && e.key.type == Type.PAIR);
      }
      case MAP_REPLACE -> map.entries.forEach(e -> e.value = e.key);
      default -> throw new IllegalArgumentException("no change of a map: " + operation);
    }
    replaced(before, map.held());
    return result;
  }

  private static void put(ModelMap map, ModelMap.Entry entry, ModelObject key, ModelObject value) {
    if (entry == null) {
      map.add(new ModelMap.Entry(key, value));
    } else {
      entry.value = value;
    }
  }

  /** Whether an iterator of a list would go on. */
  static boolean hasNext(ModelList list, int cursor) {
    return list.kind == ModelList.Kind.LINKED
        ? cursor < list.elements.size()
        : cursor != list.elements.size();
  }

  /**
   * The next element of an iterator that was made when the list had changed so often.
   *
   * @throws ModelException if it has changed since
   */
  static ModelObject next(ModelList list, int cursor, int modifications) {
    check(list.modifications == modifications, "ConcurrentModificationException");
    return list.elements.get(cursor);
  }
}
