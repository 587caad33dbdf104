package io.refledger.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the references of a class's instances lie in a dump. */
final class InstanceLayout {
  private final String className;
  private final List<String> names = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final Map<String, Integer> offsetByField = new HashMap<>();

  /** The layout of the first of {@code chain}, which its superclasses follow. */
  InstanceLayout(List<DumpClass> chain) {
    className = chain.get(0).name();
    int offset = 0;
    for (DumpClass declaring : chain) {
      for (DumpClass.Field field : declaring.fields()) {
        if (field.isReference()) {
          names.add(declaring.name() + "#" + field.name());
          offsets.add(offset);
        }
        offsetByField.put(declaring.name() + "#" + field.name(), offset);
        offset += field.bytes();
      }
    }
  }

  /** The class. */
  String className() {
    return className;
  }

  /** "Declaring.Class#field" of each reference, those of the class itself first. */
  List<String> names() {
    return names;
  }

  /** The place of a field, "Declaring.Class#field", in the bytes of an instance. */
  int offsetOf(String field) {
    return offsetByField.get(field);
  }

  /** The place of a reference in the bytes of an instance. */
  int offset(int reference) {
    return offsets.get(reference);
  }
}
