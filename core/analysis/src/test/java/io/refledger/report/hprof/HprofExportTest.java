package io.refledger.report.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.LedgerExport;
import io.refledger.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netbeans.lib.profiler.heap.Field;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;
import org.netbeans.lib.profiler.heap.ThreadObjectGCRoot;

/** The dump as VisualVM's library reads it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HprofExportTest {
  private static final int HEADER_BYTES = "JAVA PROFILE 1.0.2".length() + 1 + 4 + 8;

  @TempDir Path directory;

  @Test
  void dump_should_have_the_objects_and_references_of_the_ledger_export() throws IOException {
    var export = new LedgerExport();
    DumpedLedger.showTo(export);
    var text = new StringWriter();
    export.writeTo(text);

    Heap heap = open(DumpedLedger.snapshot(), 1 << 20);

    assertThat(DumpFacts.of(heap)).containsExactlyInAnyOrder(text.toString().split("\n"));
  }

  @Test
  void dump_in_small_segments_should_have_the_same_objects() throws IOException {
    Snapshot snapshot = DumpedLedger.snapshot();

    List<Integer> small = segments(bytes(snapshot, 300));
    List<Integer> one = segments(bytes(snapshot, 1 << 20));

    assertThat(one).hasSize(1);
    assertThat(small.stream().mapToInt(length -> length).sum()).isEqualTo(one.get(0));
    // The array of bytes alone is larger than the buffer.
    assertThat(small)
        .filteredOn(length -> length > 300 - 9)
        .containsExactly(1 + 8 + 4 + 4 + 1 + 4104);
    assertThat(DumpFacts.of(open(snapshot, 300))).isEqualTo(DumpFacts.of(open(snapshot, 1 << 20)));
  }

  @Test
  void class_should_have_its_superclass_and_its_own_fields_alone() throws IOException {
    Heap heap = open(DumpedLedger.snapshot(), 1 << 20);
    JavaClass node = heap.getJavaClassByName("com.acme.Node");

    assertThat(node.getSuperClass().getName()).isEqualTo("com.acme.Base");
    assertThat(node.getSuperClass().getSuperClass().getName()).isEqualTo("java.lang.Object");
    assertThat(fields(node))
        .containsExactly(
            "static SPARE object",
            "static FIRST object",
            "next object",
            "cargo object",
            "time long",
            "flag boolean");
    assertThat(fields(node.getSuperClass())).containsExactly("next object", "count int");
    assertThat(node.getValueOfStaticField("SPARE")).isNull();
    assertThat(node.getInstanceSize()).isEqualTo(40);
  }

  @Test
  void contents_should_be_zero_and_arrays_as_long_as_their_size_allows() throws IOException {
    Snapshot snapshot = DumpedLedger.snapshot();
    Heap heap = open(snapshot, 1 << 20);

    Instance node = instance(heap, snapshot, DumpedLedger.A);
    assertThat(node.getValueOfField("count")).isEqualTo(0);
    assertThat(node.getValueOfField("time")).isEqualTo(0L);
    assertThat(instance(heap, snapshot, DumpedLedger.WEAK).getValueOfField("referent")).isNull();
    var bytes = (PrimitiveArrayInstance) instance(heap, snapshot, DumpedLedger.BYTES);
    assertThat(bytes.getLength()).isEqualTo(4104);
    List<?> values = bytes.getValues();
    assertThat(values).allMatch("0"::equals);
    var array = (ObjectArrayInstance) instance(heap, snapshot, DumpedLedger.ARRAY);
    assertThat(array.getLength()).isEqualTo(4);
  }

  @Test
  void what_a_thread_a_frame_or_an_immortal_object_holds_should_be_a_root() throws IOException {
    Snapshot snapshot = DumpedLedger.snapshot();
    Heap heap = open(snapshot, 1 << 20);

    assertThat(rootKind(heap, snapshot, DumpedLedger.MAIN)).isEqualTo(GCRoot.THREAD_OBJECT);
    assertThat(rootKind(heap, snapshot, DumpedLedger.E)).isEqualTo(GCRoot.UNKNOWN);
    assertThat(rootKind(heap, snapshot, DumpedLedger.F)).isEqualTo(GCRoot.UNKNOWN);
    assertThat(rootKind(heap, snapshot, DumpedLedger.WEAK)).isEqualTo(GCRoot.UNKNOWN);
    assertThat(rootKind(heap, snapshot, DumpedLedger.A)).isEmpty();
    assertThat(rootKind(heap, snapshot, DumpedLedger.D)).isEmpty();
  }

  @Test
  void thread_should_have_its_stack() throws IOException {
    Snapshot snapshot = DumpedLedger.snapshot();
    Heap heap = open(snapshot, 1 << 20);

    var root = (ThreadObjectGCRoot) heap.getGCRoot(instance(heap, snapshot, DumpedLedger.MAIN));
    assertThat(root.getStackTrace())
        .extracting(frame -> frame.getClassName() + "." + frame.getMethodName())
        .containsExactly("com.acme.Main.wait", "com.acme.Main.main");
  }

  private Heap open(Snapshot snapshot, int bufferBytes) throws IOException {
    Path file = Files.createTempFile(directory, "dump", ".hprof");
    Files.write(file, bytes(snapshot, bufferBytes));
    return HeapFactory.createHeap(file.toFile());
  }

  static byte[] bytes(Snapshot snapshot, int bufferBytes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    HprofExport.write(Dump.of(snapshot), new HprofOutput(bytes, bufferBytes));
    return bytes.toByteArray();
  }

  private static List<Integer> segments(byte[] dump) {
    List<Integer> lengths = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(dump, HEADER_BYTES, dump.length - HEADER_BYTES);
    while (buffer.hasRemaining()) {
      int tag = buffer.get();
      buffer.getInt();
      int length = buffer.getInt();
      buffer.position(buffer.position() + length);
      if (tag == HprofFormat.HEAP_DUMP_SEGMENT) {
        lengths.add(length);
      }
    }
    return lengths;
  }

  private static Instance instance(Heap heap, Snapshot snapshot, int node) {
    return heap.getInstanceByID(new ObjectIds(snapshot).of(node));
  }

  private static String rootKind(Heap heap, Snapshot snapshot, int node) {
    GCRoot root = heap.getGCRoot(instance(heap, snapshot, node));
    return root == null ? "" : root.getKind();
  }

  private static List<String> fields(JavaClass declaring) {
    List<String> fields = new ArrayList<>();
    for (Object value : declaring.getStaticFieldValues()) {
      Field field = ((FieldValue) value).getField();
      if (!field.getName().equals("<classLoader>")) {
        fields.add("static " + field.getName() + " " + field.getType().getName());
      }
    }
    for (Object each : declaring.getFields()) {
      Field field = (Field) each;
      fields.add(field.getName() + " " + field.getType().getName());
    }
    return fields;
  }
}
