package io.refledger.rt.spi;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/*
 * The program's own dump and the report use this one class: the first shows it the ledger, the second
 * a snapshot of it.
 *
 * Millions of objects and edges make a few thousand kinds. So kinds are added up by number, and
 * named only when they are written; types of one name, which different loaders defined, come
 * together then.
 */
/**
 * The ledger export: live tracked objects by class, and their references by kind, one fact a line,
 * with tabs between its columns.
 *
 * <p>Immortal objects are left out, as are references to and from them, and {@code
 * Reference.referent}. Lines of objects come before lines of references; both are in the order of
 * their text without the number, compared as {@link String#compareTo} does. A tab, a line feed, a
 * carriage return and a backslash in a name are written {@code \t}, {@code \n}, {@code \r} and
 * {@code \\}.
 */
public final class LedgerExport implements SnapshotVisitor {
  private static final String REFERENT = "java.lang.ref.Reference#referent";
  private static final String ELEMENT = "[]";
  private static final String ESCAPED = "\t\n\r\\";
  private static final String ESCAPES = "tnr\\";
  private static final int TYPE_BITS = 21;
  private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;

  private final Map<Integer, String> classNames = new HashMap<>();

  /** "Declaring.Class#field" by reference index; null for arrays. */
  private final Map<Integer, String[]> referenceNames = new HashMap<>();

  private final Map<Integer, Long> objectsByType = new HashMap<>();

  /** By types and index of the reference, as {@link #edgeKind} packs them. */
  private final Map<Long, Long> edgesByKind = new HashMap<>();

  private final Map<String, Long> staticsByFact = new TreeMap<>();

  /** The type of each live tracked object, 0 for other slots. */
  private int[] typeBySlot = new int[0];

  @Override
  public void type(int typeId, String className, String[] referenceNames) {
    classNames.put(typeId, column(className));
    this.referenceNames.put(typeId, columns(referenceNames));
  }

  @Override
  public void object(
      int slot,
      int typeId,
      int allocationContext,
      int birthClock,
      int dropContext,
      int dropClock,
      int refs,
      int pins,
      int generation,
      int sizeBytes) {
    if (!classNames.containsKey(typeId)) {
      return; // made while the ledger is being shown
    }
    if (slot >= typeBySlot.length) {
      typeBySlot = Arrays.copyOf(typeBySlot, slot + 1 + (slot >> 1));
    }
    typeBySlot[slot] = typeId;
    add(objectsByType, typeId, 1);
  }

  @Override
  public void immortal(int slot) {
    int typeId = typeOf(slot);
    if (typeId != 0) {
      typeBySlot[slot] = 0;
      add(objectsByType, typeId, -1);
    }
  }

  @Override
  public void edge(int referrer, int index, int referent, int storeContext) {
    int from = typeOf(referrer);
    int to = typeOf(referent);
    if (from == 0 || to == 0) {
      return;
    }
    String[] names = referenceNames.get(from);
    if (names == null) {
      add(edgesByKind, edgeKind(from, 0, to), 1);
    } else if (index < names.length && !names[index].equals(REFERENT)) {
      add(edgesByKind, edgeKind(from, index, to), 1);
    }
  }

  @Override
  public void staticEdge(int typeId, String field, int referent, int storeContext) {
    int to = typeOf(referent);
    if (to != 0) {
      add(staticsByFact, "E\tstatic\t" + column(field) + "\t" + classNames.get(to), 1);
    }
  }

  private static String[] columns(String[] names) {
    if (names == null) {
      return null;
    }
    String[] columns = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      columns[i] = column(names[i]);
    }
    return columns;
  }

  /** A name as it may stand in a column: what would end the column or the line is escaped. */
  private static String column(String name) {
    StringBuilder column = null;
    for (int i = 0; i < name.length(); i++) {
      int at = ESCAPED.indexOf(name.charAt(i));
      if (at >= 0 && column == null) {
        column = new StringBuilder(name.length() + 8).append(name, 0, i);
      }
      if (column != null) {
        if (at >= 0) {
          column.append('\\').append(ESCAPES.charAt(at));
        } else {
          column.append(name.charAt(i));
        }
      }
    }
    return column == null ? name : column.toString();
  }

  /** Writes the facts of all that was shown; lines end with a line feed. */
  public void writeTo(Appendable out) throws IOException {
    write(objects(), out);
    write(references(), out);
  }

  private Map<String, Long> objects() {
    Map<String, Long> facts = new TreeMap<>();
    for (Map.Entry<Integer, Long> objects : objectsByType.entrySet()) {
      if (objects.getValue() > 0) {
        add(facts, "O\t" + classNames.get(objects.getKey()), objects.getValue());
      }
    }
    return facts;
  }

  private Map<String, Long> references() {
    Map<String, Long> facts = new TreeMap<>(staticsByFact);
    for (Map.Entry<Long, Long> edges : edgesByKind.entrySet()) {
      long kind = edges.getKey();
      int from = (int) (kind >>> (2 * TYPE_BITS));
      String[] names = referenceNames.get(from);
      String reference = names == null ? ELEMENT : names[((int) (kind >>> TYPE_BITS)) & TYPE_MASK];
      String to = classNames.get(((int) kind) & TYPE_MASK);
      String fact = "E\t" + classNames.get(from) + "\t" + reference + "\t" + to;
      add(facts, fact, edges.getValue());
    }
    return facts;
  }

  private static void write(Map<String, Long> facts, Appendable out) throws IOException {
    for (Map.Entry<String, Long> fact : facts.entrySet()) {
      out.append(fact.getKey()).append('\t').append(fact.getValue().toString()).append('\n');
    }
  }

  /** Type numbers end at 2^20, and a class file has no more than 65535 fields. */
  private static long edgeKind(int from, int index, int to) {
    return ((((long) from << TYPE_BITS) | index) << TYPE_BITS) | to;
  }

  private static <K> void add(Map<K, Long> numbers, K key, long more) {
    Long known = numbers.get(key);
    numbers.put(key, known == null ? more : known + more);
  }

  private int typeOf(int slot) {
    return slot >= 0 && slot < typeBySlot.length ? typeBySlot[slot] : 0;
  }
}
