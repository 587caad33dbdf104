import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Keeps and drops more objects than a small ledger has room for; prints what it has computed. */
public final class Narrowed {
  private static final int ROUNDS = Integer.getInteger("rounds", 6);
  private static final int ROWS = Integer.getInteger("rows", 30_000);

  private static final Map<Integer, Row> TABLE = new TreeMap<>();
  private static final Map<String, List<Row>> INDEX = new HashMap<>();
  private static final List<WeakReference<Row>> WEAK = new ArrayList<>();
  private static final Map<Row, String> LABELS = new WeakHashMap<>();
  private static final Map<Integer, Row> SHARED = new ConcurrentHashMap<>();

  private Narrowed() {}

  public static void main(String[] arguments) throws Exception {
    long check = 0;
    for (int round = 0; round < ROUNDS; round++) {
      fill(round);
      check = check * 31 + sum();
      check = check * 31 + copies();
      check = check * 31 + threads();
      empty(round);
    }
    System.out.println("CHECK " + Long.toHexString(check) + " " + TABLE.size() + " " + INDEX.size());
  }

  private static void fill(int round) {
    for (int i = 0; i < ROWS; i++) {
      Row row = new Row(round * ROWS + i, "name" + i % 97, new Object[] {i, "cell" + i});
      TABLE.put(row.id, row);
      INDEX.computeIfAbsent(row.name, name -> new ArrayList<>()).add(row);
      if (i % 64 == 0) {
        WEAK.add(new WeakReference<>(row));
        LABELS.put(row, "label" + i);
        row.soft = new SoftReference<>(new int[] {i});
      }
      if (i % 16 == 0) {
        Row twin = new Row(-i, row.name, row.cells.clone());
        twin.next = row;
        row.next = twin;
      }
    }
  }

  private static long sum() {
    long sum = 0;
    for (Row row : TABLE.values()) {
      sum += row.id + row.name.length() + row.cells[1].hashCode();
      sum += row.next == null ? 0 : row.next.id;
      sum += row.soft == null || row.soft.get() == null ? 0 : row.soft.get()[0];
    }
    for (WeakReference<Row> weak : WEAK) {
      Row row = weak.get();
      sum += row == null || !TABLE.containsKey(row.id) ? 0 : row.id + LABELS.get(row).length();
    }
    return sum;
  }

  private static long copies() {
    List<Row> rows = new ArrayList<>(TABLE.values());
    Row[] array = rows.toArray(new Row[0]);
    Row[] copy = array.clone();
    Arrays.sort(copy, Comparator.comparing((Row row) -> row.name).thenComparing(row -> row.id));
    Object[][] pages = new Object[copy.length / 128 + 1][16];
    for (int i = 0; i < copy.length; i++) {
      pages[i / 128][i % 16] = copy[i].copy();
    }
    System.arraycopy(copy, 0, array, copy.length / 2, copy.length - copy.length / 2);
    Map<Integer, Row> ordered = new LinkedHashMap<>();
    for (Row row : array) {
      ordered.merge(row.id % 1000, row, (a, b) -> a.id < b.id ? a : b);
    }
    ArrayDeque<Object> queue = new ArrayDeque<>(ordered.values());
    long sum = 0;
    while (!queue.isEmpty()) {
      sum = sum * 7 + ((Row) queue.poll()).id;
    }
    return sum + pages.length;
  }

  private static long threads() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    List<Future<Long>> futures = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int from = t;
      futures.add(
          executor.submit(
              () -> {
                long sum = 0;
                for (int i = from; i < ROWS / 4; i += 4) {
                  SHARED.put(i, new Row(i, "shared" + i, new Object[] {Thread.currentThread()}));
                  Row other = SHARED.remove(i - 400);
                  sum += other == null ? 1 : other.id;
                }
                return sum;
              }));
    }
    long sum = 0;
    for (Future<Long> future : futures) {
      sum += future.get();
    }
    executor.shutdown();
    SHARED.clear();
    return sum;
  }

  private static void empty(int round) {
    TABLE.keySet().removeIf(id -> id % 3 != round % 3);
    INDEX.values().forEach(rows -> rows.removeIf(row -> row.id % 3 != round % 3));
  }

  private static final class Row implements Cloneable {
    private final int id;
    private final String name;
    private final Object[] cells;
    private SoftReference<int[]> soft;
    private Row next;

    Row(int id, String name, Object[] cells) {
      this.id = id;
      this.name = name;
      this.cells = cells;
    }

    Row copy() {
      try {
        return (Row) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
