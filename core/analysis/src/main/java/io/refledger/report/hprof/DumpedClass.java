package io.refledger.report.hprof;

import io.refledger.snapshot.Declaration;
import io.refledger.snapshot.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/*
 * The values of an instance are those of its class, then those of the superclass, and so on up. The
 * references of a type come the other way round, so each is looked up by its name.
 */
/** A class in a dump: where it stands, and where the values of its instances lie. */
final class DumpedClass {
  static final String OBJECT = "java.lang.Object";

  /** An instance field that the class itself declares. */
  record Field(String name, int type) {}

  private final ObjectType type;
  private final long id;
  private final int serial;
  private final Optional<DumpedClass> superclass;
  private final List<Field> fields = new ArrayList<>();

  /** By "Declaring.Class#field", those of superclasses too. */
  private final Map<String, Integer> offsetByReference = new HashMap<>();

  private final int[] offsetByIndex;
  private int valueBytes;

  DumpedClass(
      ObjectType type,
      Declaration declaration,
      Optional<DumpedClass> superclass,
      long id,
      int serial) {
    this.type = type;
    this.id = id;
    this.serial = serial;
    this.superclass = superclass;
    for (String reference : type.referenceNames()) {
      if (!superclass.map(above -> above.offsetByReference.containsKey(reference)).orElse(false)) {
        offsetByReference.put(reference, valueBytes);
        add(new Field(reference.substring(reference.indexOf('#') + 1), HprofFormat.REFERENCE));
      }
    }
    for (String primitive : declaration.primitives()) {
      add(new Field(primitive.substring(1), HprofFormat.primitive(primitive.charAt(0))));
    }
    int own = valueBytes;
    superclass.ifPresent(above -> addBelow(own, above));
    offsetByIndex = new int[type.referenceNames().size()];
    for (int i = 0; i < offsetByIndex.length; i++) {
      offsetByIndex[i] = offsetByReference.get(type.referenceNames().get(i));
    }
  }

  private void add(Field field) {
    fields.add(field);
    valueBytes += HprofFormat.bytesOf(field.type());
  }

  private void addBelow(int own, DumpedClass above) {
    above.offsetByReference.forEach((name, offset) -> offsetByReference.put(name, own + offset));
    valueBytes += above.valueBytes;
  }

  long id() {
    return id;
  }

  /** The number by which stack frames name the class. */
  int serial() {
    return serial;
  }

  /** The name as the JVM's own dumps write it. */
  String name() {
    // A hidden class has a slash in its name that is no dot.
    String name = type.className();
    int hidden = name.indexOf('/');
    String plain = hidden < 0 ? name : name.substring(0, hidden) + "+" + name.substring(hidden + 1);
    return plain.replace('.', '/');
  }

  ObjectType type() {
    return type;
  }

  Optional<DumpedClass> superclass() {
    return superclass;
  }

  List<Field> fields() {
    return fields;
  }

  /** The bytes of all values of an instance. */
  int valueBytes() {
    return valueBytes;
  }

  /** Where the value of a reference lies, by the type's index of it. */
  int offset(int reference) {
    return offsetByIndex[reference];
  }

  /** What an instance takes in the heap, where a reference has that many bytes. */
  int fieldBytes(int referenceBytes) {
    int bytes = superclass.map(above -> above.fieldBytes(referenceBytes)).orElse(0);
    for (Field field : fields) {
      boolean isReference = field.type() == HprofFormat.REFERENCE;
      bytes += isReference ? referenceBytes : HprofFormat.bytesOf(field.type());
    }
    return bytes;
  }
}
