package io.refledger.audit;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import shark.HprofHeader;
import shark.HprofRecord;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.ClassDumpRecord;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.InstanceDumpRecord;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.ObjectArrayDumpRecord;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.PrimitiveArrayDumpRecord;
import shark.HprofRecord.LoadClassRecord;
import shark.HprofRecord.StringRecord;
import shark.OnHprofRecordListener;
import shark.PrimitiveType;
import shark.StreamingHprofReader;
import shark.StreamingRecordReaderAdapter;
import shark.ValueHolder;

/*
 * Read from beginning to end as often as needed: once for the classes, once for every question. Only
 * classes are kept, so that a dump of any size takes little memory.
 */
/** A heap dump in the JVM's binary format, as Shark parses it. */
final class JvmDump {
  private final Path file;
  private final HprofHeader header;
  private final Map<Long, String> strings = new HashMap<>();
  private final Map<Long, String> classNames = new HashMap<>();
  private final Map<Long, DumpClass> classById = new HashMap<>();
  private final Map<Long, InstanceLayout> layoutByClass = new HashMap<>();

  private JvmDump(Path file) {
    this.file = file;
    header = HprofHeader.Companion.parseHeaderOf(file.toFile());
  }

  /** The dump in a file; its classes are read at once. */
  static JvmDump readFrom(Path file) {
    var dump = new JvmDump(file);
    dump.read(List.of(StringRecord.class, LoadClassRecord.class), dump::name);
    dump.read(List.of(ClassDumpRecord.class), dump::addClass);
    dump.strings.clear();
    return dump;
  }

  private void read(
      Collection<Class<? extends HprofRecord>> kinds, OnHprofRecordListener listener) {
    Set<KClass<? extends HprofRecord>> wanted = new HashSet<>();
    kinds.forEach(kind -> wanted.add(JvmClassMappingKt.getKotlinClass(kind)));
    StreamingHprofReader reader = StreamingHprofReader.Companion.readerFor(file.toFile(), header);
    StreamingRecordReaderAdapter.Companion.asStreamingRecordReader(reader)
        .readRecords(wanted, listener);
  }

  private void name(long position, HprofRecord record) {
    if (record instanceof StringRecord string) {
      strings.put(string.getId(), string.getString());
    } else if (record instanceof LoadClassRecord loaded) {
      classNames.put(loaded.getId(), strings.get(loaded.getClassNameStringId()));
    }
  }

  private void addClass(long position, HprofRecord record) {
    var dumped = (ClassDumpRecord) record;
    List<DumpClass.Field> fields = new ArrayList<>();
    for (ClassDumpRecord.FieldRecord field : dumped.getFields()) {
      boolean isReference = field.getType() == PrimitiveType.REFERENCE_HPROF_TYPE;
      String name = strings.get(field.getNameStringId());
      fields.add(new DumpClass.Field(name, bytes(field.getType()), isReference));
    }
    List<DumpClass.StaticReference> statics = new ArrayList<>();
    for (ClassDumpRecord.StaticFieldRecord field : dumped.getStaticFields()) {
      if (field.getValue() instanceof ValueHolder.ReferenceHolder value && !value.isNull()) {
        String name = strings.get(field.getNameStringId());
        statics.add(new DumpClass.StaticReference(name, value.getValue()));
      }
    }
    String name = nameOf(dumped.getId());
    classById.put(
        dumped.getId(),
        new DumpClass(dumped.getId(), name, dumped.getSuperclassId(), fields, statics));
  }

  private int bytes(int type) {
    return type == PrimitiveType.REFERENCE_HPROF_TYPE
        ? header.getIdentifierByteSize()
        : PrimitiveType.Companion.getByteSizeByHprofType().get(type);
  }

  /** The classes. */
  Collection<DumpClass> classes() {
    return classById.values();
  }

  /**
   * The elements of an array that a field of the only instance of a class refers to.
   *
   * @throws IllegalArgumentException if the dump has no such instance
   */
  long[] elements(String className, String field) {
    long array = referent(className, field);
    List<long[]> found = new ArrayList<>();
    read(
        List.of(ObjectArrayDumpRecord.class),
        (position, record) -> {
          var elements = (ObjectArrayDumpRecord) record;
          if (elements.getId() == array) {
            found.add(elements.getElementIds());
          }
        });
    return found.get(0);
  }

  private long referent(String className, String field) {
    List<Long> found = new ArrayList<>();
    read(
        List.of(InstanceDumpRecord.class),
        (position, record) -> {
          var instance = (InstanceDumpRecord) record;
          DumpClass type = classById.get(instance.getClassId());
          if (type != null && type.name().equals(className)) {
            InstanceLayout layout = layout(instance.getClassId()).orElseThrow();
            int reference = layout.names().indexOf(className + "#" + field);
            found.add(referents(layout, instance.getFieldValues())[reference]);
          }
        });
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "the dump must have one instance: class=" + className + " instances=" + found.size());
    }
    return found.get(0);
  }

  /** Shows all objects. */
  void accept(DumpVisitor visitor) {
    read(
        List.of(
            InstanceDumpRecord.class, ObjectArrayDumpRecord.class, PrimitiveArrayDumpRecord.class),
        (position, record) -> show(record, visitor));
  }

  private void show(HprofRecord record, DumpVisitor visitor) {
    if (record instanceof InstanceDumpRecord instance) {
      layout(instance.getClassId())
          .ifPresent(
              layout ->
                  visitor.instance(
                      instance.getId(), layout, referents(layout, instance.getFieldValues())));
    } else if (record instanceof ObjectArrayDumpRecord array) {
      visitor.array(array.getId(), nameOf(array.getArrayClassId()), array.getElementIds());
    } else if (record instanceof PrimitiveArrayDumpRecord array) {
      visitor.primitives(array.getId(), nameOf(array));
    }
  }

  /** As Class.getName has it; there a hidden class has a slash where the dump has a plus. */
  private String nameOf(long classId) {
    String name = classNames.getOrDefault(classId, "?").replace('/', '.');
    int hidden = name.indexOf("+0x");
    return hidden < 0 ? name : name.substring(0, hidden) + "/" + name.substring(hidden + 1);
  }

  private static String nameOf(PrimitiveArrayDumpRecord array) {
    if (array instanceof PrimitiveArrayDumpRecord.ByteArrayDump) {
      return "[B";
    } else if (array instanceof PrimitiveArrayDumpRecord.CharArrayDump) {
      return "[C";
    } else if (array instanceof PrimitiveArrayDumpRecord.IntArrayDump) {
      return "[I";
    } else if (array instanceof PrimitiveArrayDumpRecord.LongArrayDump) {
      return "[J";
    } else if (array instanceof PrimitiveArrayDumpRecord.ShortArrayDump) {
      return "[S";
    } else if (array instanceof PrimitiveArrayDumpRecord.DoubleArrayDump) {
      return "[D";
    } else if (array instanceof PrimitiveArrayDumpRecord.FloatArrayDump) {
      return "[F";
    }
    return "[Z";
  }

  private long[] referents(InstanceLayout layout, byte[] values) {
    ByteBuffer buffer = ByteBuffer.wrap(values);
    long[] referents = new long[layout.names().size()];
    for (int i = 0; i < referents.length; i++) {
      int offset = layout.offset(i);
      referents[i] =
          header.getIdentifierByteSize() == Integer.BYTES
              ? Integer.toUnsignedLong(buffer.getInt(offset))
              : buffer.getLong(offset);
    }
    return referents;
  }

  /** Empty for an instance of a class that is not in the dump. */
  private Optional<InstanceLayout> layout(long classId) {
    if (!classById.containsKey(classId)) {
      return Optional.empty();
    }
    return Optional.of(
        layoutByClass.computeIfAbsent(classId, id -> new InstanceLayout(withSuperclasses(id))));
  }

  private List<DumpClass> withSuperclasses(long classId) {
    List<DumpClass> chain = new ArrayList<>();
    for (DumpClass c = classById.get(classId); c != null; c = classById.get(c.superclassId())) {
      chain.add(c);
    }
    return chain;
  }
}
