package io.refledger.report.hprof;

import io.refledger.snapshot.HeapLayout;
import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.Snapshot;
import java.io.IOException;
import java.util.Arrays;

/*
 * The ledger keeps no lengths of arrays, but sizes. An array has as many elements here as its size
 * allows, which is up to seven bytes more than it had.
 */
/** The records of objects: references, and zeros for all else. */
final class ObjectRecords {
  private static final int INSTANCE_BYTES = 1 + HprofFormat.ID_BYTES + 4 + HprofFormat.ID_BYTES + 4;
  private static final int ARRAY_BYTES = 1 + HprofFormat.ID_BYTES + 4 + 4;

  private final Dump dump;
  private final Snapshot snapshot;
  private final DumpedGraph graph;
  private final ObjectIds ids;
  private final HprofOutput out;
  private final HeapLayout layout;

  /** The values of one instance after the other. */
  private byte[] values = new byte[1 << 10];

  ObjectRecords(Dump dump, HprofOutput out) {
    this.dump = dump;
    this.snapshot = dump.snapshot();
    this.graph = dump.graph();
    this.ids = dump.ids();
    this.out = out;
    this.layout = snapshot.types().layout();
  }

  /** Writes all of them, in the snapshot's order. */
  void write() throws IOException {
    for (int node = 0; node < snapshot.objectCount(); node++) {
      if (graph.has(node)) {
        ObjectType type = snapshot.type(node);
        String className = type.className();
        if (!className.startsWith("[")) {
          writeInstance(node, dump.classes().of(type));
        } else if (className.length() == 2) {
          writePrimitives(node, HprofFormat.primitive(className.charAt(1)));
        } else {
          writeReferences(node, dump.classes().of(type));
        }
      }
    }
  }

  private void writeInstance(int node, DumpedClass dumped) throws IOException {
    int bytes = dumped.valueBytes();
    if (values.length < bytes) {
      values = new byte[bytes];
    }
    Arrays.fill(values, 0, bytes, (byte) 0);
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      if (graph.hasEdge(node, edge)) {
        put(dumped.offset(snapshot.referenceIndex(edge)), ids.of(snapshot.referent(edge)));
      }
    }
    out.heapRecord(HprofFormat.INSTANCE_DUMP, INSTANCE_BYTES + bytes);
    out.u8(ids.of(node));
    out.u4(dump.traces().ofNode(node));
    out.u8(dumped.id());
    out.u4(bytes);
    out.bytes(values, bytes);
  }

  private void put(int offset, long id) {
    for (int i = 0; i < HprofFormat.ID_BYTES; i++) {
      values[offset + i] = (byte) (id >> ((HprofFormat.ID_BYTES - 1 - i) * Byte.SIZE));
    }
  }

  private void writePrimitives(int node, int type) throws IOException {
    int elementBytes = HprofFormat.bytesOf(type);
    int length = layout.lengthOf(snapshot.sizeBytes(node), elementBytes);
    long bytes = (long) length * elementBytes;
    out.heapRecord(HprofFormat.PRIMITIVE_ARRAY_DUMP, ARRAY_BYTES + 1 + bytes);
    out.u8(ids.of(node));
    out.u4(dump.traces().ofNode(node));
    out.u4(length);
    out.u1(type);
    out.zeros(bytes);
  }

  /** Edges come by index, null elements have none. */
  private void writeReferences(int node, DumpedClass dumped) throws IOException {
    int firstEdge = snapshot.firstEdge(node);
    int end = snapshot.firstEdge(node + 1);
    int least = firstEdge == end ? 0 : snapshot.referenceIndex(end - 1) + 1;
    int length =
        Math.max(least, layout.lengthOf(snapshot.sizeBytes(node), layout.referenceBytes()));
    out.heapRecord(
        HprofFormat.OBJECT_ARRAY_DUMP,
        ARRAY_BYTES + HprofFormat.ID_BYTES + (long) length * HprofFormat.ID_BYTES);
    out.u8(ids.of(node));
    out.u4(dump.traces().ofNode(node));
    out.u4(length);
    out.u8(dumped.id());
    int next = 0;
    for (int edge = firstEdge; edge < end; edge++) {
      int index = snapshot.referenceIndex(edge);
      out.zeros((long) (index - next) * HprofFormat.ID_BYTES);
      out.u8(graph.hasEdge(node, edge) ? ids.of(snapshot.referent(edge)) : 0);
      next = index + 1;
    }
    out.zeros((long) (length - next) * HprofFormat.ID_BYTES);
  }
}
