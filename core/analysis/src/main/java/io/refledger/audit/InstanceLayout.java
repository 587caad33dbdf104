package io.refledger.audit;

import java.util.ArrayList;
import java.util.List;

/** Where the references of a class's instances lie in a dump. */
final class InstanceLayout {
  private final String className;
  private final List<String> names = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();

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

  /** The place of a reference in the bytes of an instance. */
  int offset(int reference) {
    return offsets.get(reference);
  }
}
