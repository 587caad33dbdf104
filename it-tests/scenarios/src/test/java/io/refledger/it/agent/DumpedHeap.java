package io.refledger.it.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kotlin.sequences.Sequence;
import shark.CloseableHeapGraph;
import shark.HeapField;
import shark.HeapObject;
import shark.HeapObject.HeapClass;
import shark.HeapObject.HeapInstance;
import shark.HeapObject.HeapObjectArray;
import shark.HeapObject.HeapPrimitiveArray;
import shark.HeapValue;
import shark.HprofHeapGraph;
import shark.HprofRecordTag;

/** The lines of the ledger export, from a heap dump that LeakCanary's Shark has opened. */
final class DumpedHeap {
  private static final String PRIMITIVES =
      "boolean Z byte B char C short S int I long J float F double D";

  private final Map<String, Integer> numberByFact = new TreeMap<>();

  private DumpedHeap() {}

  static List<String> facts(Path dump) throws IOException {
    var heap = new DumpedHeap();
    try (CloseableHeapGraph graph =
        HprofHeapGraph.Companion.openHeapGraph(
            dump.toFile(), null, EnumSet.allOf(HprofRecordTag.class))) {
      heap.addAll(graph);
    }
    List<String> lines = new ArrayList<>();
    heap.numberByFact.forEach((fact, number) -> lines.add(fact + "\t" + number));
    return lines;
  }

  private void addAll(CloseableHeapGraph graph) {
    for (HeapInstance instance : each(graph.getInstances())) {
      addObject(instance);
      addFields(type(instance), instance.readFields());
    }
    for (HeapPrimitiveArray array : each(graph.getPrimitiveArrays())) {
      addObject(array);
    }
    for (HeapObjectArray array : each(graph.getObjectArrays())) {
      addObject(array);
      for (HeapValue element : each(array.readElements())) {
        addReference(type(array), "[]", element);
      }
    }
    for (HeapClass declaring : each(graph.getClasses())) {
      addFields("static", declaring.readStaticFields());
    }
  }

  private void addObject(HeapObject object) {
    numberByFact.merge("O\t" + type(object), 1, Integer::sum);
  }

  private void addFields(String referrer, Sequence<HeapField> fields) {
    for (HeapField field : each(fields)) {
      String declaring = plain(field.getDeclaringClass().getName());
      addReference(referrer, declaring + "#" + field.getName(), field.getValue());
    }
  }

  private void addReference(String referrer, String reference, HeapValue value) {
    if (value.isNonNullReference()) {
      String fact = "E\t" + referrer + "\t" + reference + "\t" + type(value.getAsObject());
      numberByFact.merge(fact, 1, Integer::sum);
    }
  }

  /** As Class.getName has it. */
  private static String type(HeapObject object) {
    if (object instanceof HeapInstance instance) {
      return plain(instance.getInstanceClassName());
    }
    String name =
        object instanceof HeapPrimitiveArray array
            ? array.getArrayClassName()
            : ((HeapObjectArray) object).getArrayClassName();
    String element = name.replace("[]", "");
    int primitive = PRIMITIVES.indexOf(element + " ");
    String descriptor =
        primitive < 0
            ? "L" + element + ";"
            : PRIMITIVES.substring(primitive + element.length() + 1).substring(0, 1);
    return "[".repeat((name.length() - element.length()) / 2) + descriptor;
  }

  private static String plain(String dumped) {
    return dumped.replace("+0x", "/0x");
  }

  private static <T> Iterable<T> each(Sequence<? extends T> sequence) {
    return () -> {
      @SuppressWarnings("unchecked") // an iterator only gives
      Iterator<T> iterator = (Iterator<T>) sequence.iterator();
      return iterator;
    };
  }
}
