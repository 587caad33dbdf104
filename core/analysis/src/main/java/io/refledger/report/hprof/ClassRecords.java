package io.refledger.report.hprof;

import com.carrotsearch.hppc.IntObjectHashMap;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The records of classes: their names and numbers first, and what they declare with the heap. */
final class ClassRecords {
  private static final String LOADER = "java.lang.Class#classLoader";
  private static final int CLASS_DUMP_BYTES = 1 + 7 * HprofFormat.ID_BYTES + 4 + 4 + 2 + 2 + 2;
  private static final int FIELD_BYTES = HprofFormat.ID_BYTES + 1;
  private static final int STATIC_BYTES = FIELD_BYTES + HprofFormat.ID_BYTES;

  private final Dump dump;
  private final Snapshot snapshot;
  private final HprofOutput out;

  /** By type: the ids of what static fields refer to, 0 for null, by their names. */
  private final IntObjectHashMap<Map<String, Long>> staticsByType = new IntObjectHashMap<>();

  ClassRecords(Dump dump, HprofOutput out) {
    this.dump = dump;
    this.snapshot = dump.snapshot();
    this.out = out;
    for (DumpedClass dumped : dump.classes().all()) {
      Map<String, Long> statics = new LinkedHashMap<>();
      snapshot.types().declaration(dumped.type()).statics().forEach(name -> statics.put(name, 0L));
      staticsByType.put(dumped.type().id(), statics);
    }
    for (StaticEdge edge : snapshot.staticEdges()) {
      Map<String, Long> statics = staticsByType.get(edge.typeId());
      if (statics != null && dump.graph().has(edge.referent())) {
        String name = edge.field().substring(edge.field().indexOf('#') + 1);
        statics.put(name, dump.ids().of(edge.referent()));
      }
    }
  }

  /** Writes the names of classes and fields, and which class has which. */
  void writeNames(NameTable names) throws IOException {
    for (DumpedClass dumped : dump.classes().all()) {
      long name = names.write(dumped.name());
      for (DumpedClass.Field field : dumped.fields()) {
        names.write(field.name());
      }
      for (String field : staticsByType.get(dumped.type().id()).keySet()) {
        names.write(field);
      }
      out.record(HprofFormat.LOAD_CLASS, 4 + HprofFormat.ID_BYTES + 4 + HprofFormat.ID_BYTES);
      out.u4(dumped.serial());
      out.u8(dumped.id());
      out.u4(StackTraces.NONE);
      out.u8(name);
    }
  }

  /** Writes what the classes declare; all of them are roots. */
  void write(NameTable names) throws IOException {
    for (DumpedClass dumped : dump.classes().all()) {
      writeClass(dumped, names);
    }
    for (DumpedClass dumped : dump.classes().all()) {
      out.heapRecord(HprofFormat.ROOT_STICKY_CLASS, 1 + HprofFormat.ID_BYTES);
      out.u8(dumped.id());
    }
  }

  private void writeClass(DumpedClass dumped, NameTable names) throws IOException {
    Map<String, Long> statics = staticsByType.get(dumped.type().id());
    int fields = dumped.fields().size();
    out.heapRecord(
        HprofFormat.CLASS_DUMP,
        CLASS_DUMP_BYTES + statics.size() * STATIC_BYTES + fields * FIELD_BYTES);
    out.u8(dumped.id());
    out.u4(StackTraces.NONE);
    out.u8(dumped.superclass().map(DumpedClass::id).orElse(0L));
    out.u8(loader(dumped));
    out.zeros(4 * HprofFormat.ID_BYTES); // signers, protection domain, two reserved
    out.u4(dump.classes().instanceBytes(dumped));
    out.u2(0); // constants
    out.u2(statics.size());
    for (Map.Entry<String, Long> field : statics.entrySet()) {
      out.u8(names.id(field.getKey()));
      out.u1(HprofFormat.REFERENCE);
      out.u8(field.getValue());
    }
    out.u2(fields);
    for (DumpedClass.Field field : dumped.fields()) {
      out.u8(names.id(field.name()));
      out.u1(field.type());
    }
  }

  /** The id of the loader to which what stands for its classes refers; 0 for those of the JVM. */
  private long loader(DumpedClass dumped) {
    int node = dumped.type().id() < 0 ? -1 : snapshot.classes(dumped.type().id());
    if (node < 0) {
      return 0;
    }
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      String name = snapshot.type(node).referenceName(snapshot.referenceIndex(edge));
      if (name.equals(LOADER) && dump.graph().has(snapshot.referent(edge))) {
        return dump.ids().of(snapshot.referent(edge));
      }
    }
    return 0;
  }
}
