package io.refledger.report;

import io.refledger.rt.spi.SnapshotVisitor;

/**
 * A ledger in which every rule of the export matters.
 *
 * <pre>
 * static Lists.ALL, First.ALL -> list of loader 1
 * list (loader 1) -> array -> node, node, 7     node -> name, node
 * list (loader 2) -> array    soft, weak -> node    7 -> text
 * </pre>
 */
final class ExportedLedger {
  private static final int LIST = 1;
  private static final int LIST_OF_OTHER_LOADER = 2;
  private static final int ARRAY = 3;
  private static final int NODE = 4;
  private static final int NAME = 5;
  private static final int SOFT = 6;
  private static final int WEAK = 7;
  private static final int BOXED = 8;
  private static final int APPEARED_LATE = 9;

  private static final String REFERENT = "java.lang.ref.Reference#referent";
  private static final String QUEUE = "java.lang.ref.Reference#queue";

  private ExportedLedger() {}

  static void showTo(SnapshotVisitor ledger) {
    types(ledger);
    object(ledger, 1, LIST);
    object(ledger, 2, LIST_OF_OTHER_LOADER);
    object(ledger, 3, ARRAY);
    object(ledger, 4, ARRAY);
    object(ledger, 5, NODE);
    object(ledger, 6, NODE);
    object(ledger, 7, NAME);
    object(ledger, 8, SOFT);
    object(ledger, 9, WEAK);
    object(ledger, 10, BOXED);
    ledger.immortal(10);
    object(ledger, 11, APPEARED_LATE);
    ledger.edge(1, 0, 3, 0);
    ledger.edge(2, 0, 4, 0);
    ledger.edge(3, 0, 5, 0);
    ledger.edge(3, 1, 6, 0);
    ledger.edge(3, 2, 10, 0);
    ledger.edge(5, 0, 7, 0);
    ledger.edge(5, 1, 6, 0);
    ledger.edge(8, 0, 5, 0);
    ledger.edge(8, 1, 7, 0);
    ledger.edge(9, 0, 5, 0);
    ledger.edge(10, 0, 7, 0);
    ledger.edge(5, 1, 11, 0);
    ledger.edge(6, 0, 77, 0);
    ledger.staticEdge(LIST, "com.acme.Lists#ALL", 1, 0);
    ledger.staticEdge(LIST_OF_OTHER_LOADER, "com.acme.First#ALL", 1, 0);
    ledger.staticEdge(LIST, "com.acme.Lists#SEVEN", 10, 0);
  }

  private static void types(SnapshotVisitor ledger) {
    ledger.type(LIST, "com.acme.Lists", new String[] {"com.acme.Base#elements"});
    ledger.type(LIST_OF_OTHER_LOADER, "com.acme.Lists", new String[] {"com.acme.Base#elements"});
    ledger.type(ARRAY, "[Ljava.lang.Object;", null);
    ledger.type(
        NODE, "com.acme.Lists$Node", new String[] {"com.acme.Named#name", "com.acme.Lists$Node#n"});
    ledger.type(NAME, "com.acme.Name", new String[0]);
    ledger.type(SOFT, "java.lang.ref.SoftReference", new String[] {REFERENT, QUEUE});
    ledger.type(WEAK, "java.lang.ref.WeakReference", new String[] {REFERENT, QUEUE});
    ledger.type(BOXED, "java.lang.Integer", new String[] {"com.acme.Odd#text"});
  }

  private static void object(SnapshotVisitor ledger, int slot, int type) {
    ledger.object(slot, type, 0, slot, 0, 0, 1, 0, 0, 24);
  }
}
