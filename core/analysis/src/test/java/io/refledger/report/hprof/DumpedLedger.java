package io.refledger.report.hprof;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;

/**
 * A ledger in which every rule of the dump matters.
 *
 * <pre>
 * static Node.FIRST -> a     a.Base.next -> b   a.Node.next -> c   a.cargo -> array -> c, null, b
 * thread main -> d           b.cargo -> bytes   weak -> a, queue   seven (immortal) -> f
 * frame -> e, weak           c.cargo -> seven
 * </pre>
 */
final class DumpedLedger {
  static final int A = 0;
  static final int B = 1;
  static final int C = 2;
  static final int D = 3;
  static final int E = 4;
  static final int F = 5;
  static final int ARRAY = 6;
  static final int BYTES = 7;
  static final int WEAK = 8;
  static final int QUEUE = 9;
  static final int MAIN = 10;

  private static final int SEVEN = 11;
  private static final int LATE = 12;

  private static final int OBJECT = 1;
  private static final int BASE = 2;
  private static final int NODE = 3;
  private static final int NODES = 4;
  private static final int BYTE_ARRAY = 5;
  private static final int REFERENCE = 6;
  private static final int WEAK_REFERENCE = 7;
  private static final int THREAD = 8;
  private static final int BOXED = 9;
  private static final int UNSHOWN = 99;

  private static final int GROW = 20;
  private static final int OPEN = 21;

  private static final String REFERENT = "java.lang.ref.Reference#referent";
  private static final String IN_QUEUE = "java.lang.ref.Reference#queue";
  private static final String[] NONE = {};

  private DumpedLedger() {}

  static Snapshot snapshot() {
    var builder = new SnapshotBuilder();
    showTo(builder);
    builder.thread(MAIN + 1, "main", new String[] {"com.acme.Main.wait", "com.acme.Main.main"});
    return builder.build();
  }

  static void showTo(SnapshotVisitor ledger) {
    ledger.layout(12, 16, 4);
    types(ledger);
    ledger.context(OPEN, "com.acme.Main", "open", "Main.java", 7, true, 0);
    ledger.context(GROW, "java.util.Lists", "grow", "Lists.java", 0, false, OPEN);
    for (int node : new int[] {A, B, C, D, F}) {
      object(ledger, node, NODE, 40, node == B || node == C ? 2 : 1);
    }
    object(ledger, E, BASE, 24, 1);
    object(ledger, ARRAY, NODES, 32, 1);
    object(ledger, BYTES, BYTE_ARRAY, 4120, 1);
    object(ledger, WEAK, WEAK_REFERENCE, 24, 1);
    object(ledger, QUEUE, OBJECT, 16, 1);
    object(ledger, MAIN, THREAD, 64, 1);
    object(ledger, SEVEN, BOXED, 16, 1);
    ledger.immortal(SEVEN + 1);
    object(ledger, LATE, UNSHOWN, 16, 1);
    edges(ledger);
  }

  private static void types(SnapshotVisitor ledger) {
    ledger.type(OBJECT, "java.lang.Object", NONE);
    ledger.type(NODE, "com.acme.Node", names("Base#next", "Node#next", "Node#cargo"));
    ledger.declared(NODE, BASE, new String[] {"Jtime", "Zflag"}, new String[] {"SPARE", "FIRST"});
    ledger.type(BASE, "com.acme.Base", names("Base#next"));
    ledger.declared(BASE, OBJECT, new String[] {"Icount"}, NONE);
    ledger.type(NODES, "[Lcom.acme.Node;", null);
    ledger.type(BYTE_ARRAY, "[B", null);
    ledger.type(REFERENCE, "java.lang.ref.Reference", new String[] {REFERENT, IN_QUEUE});
    ledger.declared(REFERENCE, OBJECT, NONE, NONE);
    ledger.type(WEAK_REFERENCE, "java.lang.ref.WeakReference", new String[] {REFERENT, IN_QUEUE});
    ledger.declared(WEAK_REFERENCE, REFERENCE, NONE, NONE);
    ledger.type(THREAD, "java.lang.Thread", new String[] {"java.lang.Thread#target"});
    ledger.type(BOXED, "com.acme.Boxed", names("Boxed#text"));
  }

  private static String[] names(String... names) {
    String[] full = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      full[i] = "com.acme." + names[i];
    }
    return full;
  }

  private static void edges(SnapshotVisitor ledger) {
    edge(ledger, A, 0, B);
    edge(ledger, A, 1, C);
    edge(ledger, A, 2, ARRAY);
    edge(ledger, ARRAY, 0, C);
    edge(ledger, ARRAY, 2, B);
    edge(ledger, B, 2, BYTES);
    edge(ledger, C, 2, SEVEN);
    edge(ledger, C, 1, LATE);
    edge(ledger, WEAK, 0, A);
    edge(ledger, WEAK, 1, QUEUE);
    edge(ledger, MAIN, 0, D);
    edge(ledger, SEVEN, 0, F);
    ledger.staticEdge(NODE, "com.acme.Node#FIRST", A + 1, 0);
    ledger.staticEdge(NODE, "com.acme.Node#SEVEN", SEVEN + 1, 0);
  }

  private static void object(SnapshotVisitor ledger, int node, int type, int bytes, int refs) {
    int context = node == BYTES ? GROW : node == A ? OPEN : 0;
    ledger.object(node + 1, type, context, node, 0, 0, refs, 0, 0, bytes);
  }

  private static void edge(SnapshotVisitor ledger, int referrer, int index, int referent) {
    ledger.edge(referrer + 1, index, referent + 1, 0);
  }
}
