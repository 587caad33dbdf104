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
import shark.GcRoot;
import shark.HprofHeader;
import shark.HprofRecord;
import shark.HprofRecord.HeapDumpRecord.GcRootRecord;
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
  private static final String WALK = "io.refledger.rt.HeapWalk";
  private static final String ENTRY = "io.refledger.rt.HeapEntry";

  private final Path file;
  private final HprofHeader header;
  private final Map<Long, String> strings = new HashMap<>();
  private final Map<Long, String> classNames = new HashMap<>();
  private final Map<Long, DumpClass> classById = new HashMap<>();
  private final Map<Long, InstanceLayout> layoutByClass = new HashMap<>();

  /** The ids of walks. */
  private final Set<Long> walks = new HashSet<>();

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
   * Shows the objects that a walk of the heap has met, with their slots, 0 for none.
   *
   * @throws IllegalArgumentException if the dump has no result of a walk
   */
  void acceptMet(MetVisitor visitor) {
    long entryClass =
        classById.values().stream()
            .filter(c -> c.name().equals(ENTRY))
            .mapToLong(DumpClass::id)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no walk in the dump: " + file));
    InstanceLayout layout = layout(entryClass).orElseThrow();
    int referent = layout.offsetOf("java.lang.ref.Reference#referent");
    int slot = layout.offsetOf("io.refledger.rt.IdentityEntry#slot");
    read(
        List.of(InstanceDumpRecord.class),
        (position, record) -> {
          var entry = (InstanceDumpRecord) record;
          if (entry.getClassId() == entryClass) {
            ByteBuffer values = ByteBuffer.wrap(entry.getFieldValues());
            visitor.met(id(values, referent), values.getInt(slot));
          } else if (nameOf(entry.getClassId()).equals(WALK)) {
            walks.add(entry.getId());
          }
        });
  }

  /** Receives what a walk has met. */
  interface MetVisitor {
    /** An object, 0 for one that is gone, and its slot, 0 for none. */
    void met(long id, int slot);
  }

  /** The objects that frames hold, of Java or of natives, but for the walk itself. */
  Set<Long> frameRoots() {
    Set<Long> roots = new HashSet<>();
    read(
        List.of(GcRootRecord.class),
        (position, record) -> {
          GcRoot root = ((GcRootRecord) record).getGcRoot();
          if (root instanceof GcRoot.JavaFrame
              || root instanceof GcRoot.JniLocal
              || root instanceof GcRoot.NativeStack) {
            roots.add(root.getId());
          }
        });
    roots.removeAll(walks);
    return roots;
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
      referents[i] = id(buffer, layout.offset(i));
    }
    return referents;
  }

  private long id(ByteBuffer values, int offset) {
    return header.getIdentifierByteSize() == Integer.BYTES
        ? Integer.toUnsignedLong(values.getInt(offset))
        : values.getLong(offset);
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
