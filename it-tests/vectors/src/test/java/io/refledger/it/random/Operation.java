package io.refledger.it.random;

import java.util.List;
import java.util.Optional;

/** What random programs do with collections of the JDK: one call, or several that are one step. */
enum Operation {
  LIST_GET("%s.get(0)", Type.OBJECT, Type.LIST),
  LIST_SET("%s.set(0, %s)", Type.OBJECT, Type.LIST, Type.OBJECT),
  LIST_POLL("%s.remove(0)", Type.OBJECT, Type.LIST),
  LIST_COPY("new ArrayList<>(%s)", Type.LIST, Type.LIST),
  LIST_LINK("new LinkedList<>(%s)", Type.LIST, Type.LIST),
  LIST_ARRAY("Trace.array(%s.toArray())", Type.ARRAY, Type.LIST),
  LIST_STREAM(
      "%s.stream().filter(x -> x instanceof Node).map(x -> (Object) ((Node) x).b).toList()",
      Type.LIST, Type.LIST),
  LIST_COLLECT(
      "%s.stream().collect(java.util.stream.Collectors.toCollection(LinkedList::new))",
      Type.LIST, Type.LIST),
  LIST_ADD("%s.add(%s)", null, Type.LIST, Type.OBJECT),
  LIST_INSERT("%s.add(0, %s)", null, Type.LIST, Type.OBJECT),
  LIST_REMOVE("%s.remove((Object) %s)", null, Type.LIST, Type.NODE),
  LIST_REMOVE_IF("%s.removeIf(x -> x instanceof Pair)", null, Type.LIST),
  LIST_REPLACE("%s.replaceAll(x -> x instanceof Node n ? n.b : x)", null, Type.LIST),
  LIST_ADD_ALL("%s.addAll(%s)", null, Type.LIST, Type.LIST),
  LIST_CUT("%s.subList(0, 1).clear()", null, Type.LIST),
  LIST_SORT("%s.sort(Comparator.comparingInt(Trace::number))", null, Type.LIST),
  LIST_CLEAR("%s.clear()", null, Type.LIST),
  MAP_GET("%s.get(%s)", Type.OBJECT, Type.MAP, Type.NODE),
  MAP_PUT("%s.put(%s, %s)", Type.OBJECT, Type.MAP, Type.NODE, Type.OBJECT),
  MAP_PUT_IF_ABSENT("%s.putIfAbsent(%s, %s)", Type.OBJECT, Type.MAP, Type.NODE, Type.OBJECT),
  MAP_COMPUTE("%s.computeIfAbsent(%s, k -> k)", Type.OBJECT, Type.MAP, Type.NODE),
  MAP_REMOVE("%s.remove(%s)", Type.OBJECT, Type.MAP, Type.NODE),
  MAP_COPY("new LinkedHashMap<>(%s)", Type.MAP, Type.MAP),
  MAP_VALUES("new ArrayList<>(%s.values())", Type.LIST, Type.MAP),
  /** By a lambda: the map is looked at when both operands are there. */
  MAP_REMOVE_VALUE(
      "((BiConsumer<Map<Node, Object>, Node>) (m, x) -> m.values().remove(x)).accept(%s, %s)",
      null, Type.MAP, Type.NODE),
  MAP_REMOVE_IF("%s.keySet().removeIf(k -> k instanceof Pair)", null, Type.MAP),
  MAP_FOR_EACH("%s.forEach((k, v) -> k.a = v)", null, Type.MAP),
  MAP_REPLACE("%s.replaceAll((k, v) -> k)", null, Type.MAP),
  MAP_CLEAR("%s.clear()", null, Type.MAP),
  TASK_RUN("%s.get()", Type.OBJECT, Type.TASK);

  private final String java;
  private final Type result;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Type> operands;

  Operation(String java, Type result, Type... operands) {
    this.java = java;
    this.result = result;
    this.operands = List.of(operands);
  }

  /** The text of a call with these operands. */
  String java(List<String> operands) {
    return java.formatted(operands.toArray());
  }

  /** The type of the result; absent if it is no reference or none. */
  Optional<Type> result() {
    return Optional.ofNullable(result);
  }

  /** The types of what it is applied to and of its arguments. */
  List<Type> operands() {
    return operands;
  }
}
