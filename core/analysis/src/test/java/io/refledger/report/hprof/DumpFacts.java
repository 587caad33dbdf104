package io.refledger.report.hprof;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** The lines of the ledger export, from a heap dump that VisualVM's library has opened. */
final class DumpFacts {
  private static final String LOADER = "<classLoader>";

  private final Map<String, Integer> numberByFact = new TreeMap<>();

  private DumpFacts() {}

  static List<String> of(Heap heap) {
    var facts = new DumpFacts();
    Iterator<?> instances = heap.getAllInstancesIterator();
    while (instances.hasNext()) {
      facts.addInstance((Instance) instances.next());
    }
    for (Object each : heap.getAllClasses()) {
      facts.addFields("static", ((JavaClass) each).getStaticFieldValues());
    }
    List<String> lines = new ArrayList<>();
    facts.numberByFact.forEach((fact, number) -> lines.add(fact + "\t" + number));
    return lines;
  }

  private void addInstance(Instance instance) {
    String type = type(instance);
    numberByFact.merge("O\t" + type, 1, Integer::sum);
    if (instance instanceof ObjectArrayInstance array) {
      for (Object element : array.getValues()) {
        if (element != null) {
          add(type, "[]", (Instance) element);
        }
      }
    } else {
      addFields(type, instance.getFieldValues());
    }
  }

  private void addFields(String referrer, List<?> values) {
    for (Object each : values) {
      var value = (FieldValue) each;
      String name = value.getField().getName();
      if (value instanceof ObjectFieldValue reference
          && reference.getInstance() != null
          && !name.equals(LOADER)) {
        String declaring = value.getField().getDeclaringClass().getName();
        add(referrer, declaring + "#" + name, reference.getInstance());
      }
    }
  }

  private void add(String referrer, String reference, Instance referent) {
    String fact = "E\t" + referrer + "\t" + reference + "\t" + type(referent);
    numberByFact.merge(fact, 1, Integer::sum);
  }

  /** As Class.getName has it. */
  private static String type(Instance instance) {
    String name = instance.getJavaClass().getName();
    if (!name.endsWith("[]")) {
      return name;
    }
    return name.equals("byte[]") ? "[B" : "[L" + name.replace("[]", "") + ";";
  }
}
