import io.refledger.api.Gc;
import io.refledger.api.Tracked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** References in the collections and streams of the JDK. */
public final class Structures extends Scenes {
  private static final int MANY = 200;

  public static void main(String[] arguments) throws InterruptedException {
    new Structures().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> arrayList();
      case 1 -> linkedList();
      case 2 -> hashMapResizes();
      case 3 -> hashMapTurnsIntoTrees();
      case 4 -> linkedHashMapInOrderOfAccess();
      case 5 -> treeMap();
      case 6 -> arrayDeque();
      case 7 -> priorityQueue();
      case 8 -> concurrentHashMap();
      case 9 -> copyOnWrite();
      case 10 -> threadLocal();
      case 11 -> sequentialStream();
      case 12 -> parallelStream();
      case 13 -> serialization();
      case 14 -> immutableCollections();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void arrayList() {
    List<Object> list = new ArrayList<>();
    Tracked[] tracked = new Tracked[MANY];
    for (int i = 0; i < MANY; i++) {
      list.add(0, new Item());
      tracked[i] = watch(list.get(0));
    }
    check("references", 1, tracked[0].count());
    list.remove(MANY - 1);
    dead(tracked[0]);
    Iterator<Object> each = list.iterator();
    each.next();
    each.remove();
    dead(tracked[MANY - 1]);
    each = null;
    list.subList(0, 10).clear();
    dead(tracked[MANY - 2]);
    alive(tracked[1]);
    list.removeIf(o -> true);
    dead(tracked[1]);
    list.add(new Item());
    Tracked last = watch(list.get(0));
    list = null;
    dead(last);
  }

  private static void linkedList() {
    LinkedList<Object> list = new LinkedList<>();
    list.add(new Item());
    list.add(new Item());
    Tracked first = watch(list.getFirst());
    Tracked last = watch(list.getLast());
    list.removeFirst();
    dead(first);
    list.addFirst("first");
    alive(last);
    list = null;
    collected(last);
  }

  private static void hashMapResizes() {
    Map<Object, Object> map = new HashMap<>();
    Tracked[] keys = new Tracked[MANY];
    Tracked[] values = new Tracked[MANY];
    for (int i = 0; i < MANY; i++) {
      Object key = new Item();
      Object value = new Item();
      keys[i] = watch(key);
      values[i] = watch(value);
      map.put(key, value);
    }
    check("keys", 1, keys[MANY / 2].count());
    check("values", 1, values[MANY / 2].count());
    map.replaceAll((key, value) -> key);
    dead(values[MANY / 2]);
    check("keys", 2, keys[MANY / 2].count());
    map = null;
    for (int i = 0; i < MANY; i++) {
      dead(keys[i]);
      dead(values[i]);
    }
  }

  private static void hashMapTurnsIntoTrees() {
    Map<Same, Object> map = new HashMap<>(64);
    Item a = new Item();
    bare(a);
    for (int i = 0; i < 20; i++) {
      map.put(new Same(i), a);
    }
    held(20, a);
    for (int i = 0; i < 19; i++) {
      map.remove(new Same(i));
    }
    Gc.collect(); // nodes of a tree refer to each other
    held(1, a);
    Tracked last = watch(map.keySet().iterator().next());
    map.clear();
    Gc.collect();
    held(0, a);
    dead(last);
  }

  private static void linkedHashMapInOrderOfAccess() {
    Item a = new Item();
    Item b = new Item();
    Item c = new Item();
    bare(a);
    bare(b);
    bare(c);
    Map<String, Item> map =
        new LinkedHashMap<>(8, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Item> eldest) {
            return size() > 2;
          }
        };
    map.put("a", a);
    map.put("b", b);
    check("a", a, map.get("a"));
    map.put("c", c);
    held(1, a);
    held(0, b);
    held(1, c);
    map.clear();
    Gc.collect(); // so do the entries of a linked map
    held(0, a);
    held(0, c);
  }

  private static void treeMap() {
    TreeMap<Integer, Item> map = new TreeMap<>();
    Item a = new Item();
    bare(a);
    for (int i = 0; i < MANY; i++) {
      map.put(i, a);
    }
    held(MANY, a);
    for (int i = 0; i < MANY; i += 2) {
      map.remove(i);
    }
    Gc.collect(); // nodes that were unlinked still refer to others
    held(MANY / 2, a);
    map = null;
    Gc.collect();
    held(0, a);
  }

  private static void arrayDeque() {
    ArrayDeque<Item> deque = new ArrayDeque<>(2);
    Item a = new Item();
    bare(a);
    for (int i = 0; i < MANY; i++) {
      deque.addFirst(a);
      deque.addLast(a);
      deque.pollFirst();
    }
    held(MANY, a);
    check("last", a, deque.pollLast());
    held(MANY - 1, a);
    deque.removeLastOccurrence(a);
    held(MANY - 2, a);
    deque = null;
    held(0, a);
  }

  private static void priorityQueue() {
    PriorityQueue<Same> queue = new PriorityQueue<>(2);
    Tracked[] tracked = new Tracked[MANY];
    for (int i = MANY - 1; i >= 0; i--) {
      Same item = new Same(i);
      tracked[i] = watch(item);
      queue.add(item);
    }
    for (int i = 0; i < MANY / 2; i++) {
      check("number", i, queue.poll().number);
      dead(tracked[i]);
    }
    check("references", 1, tracked[MANY - 1].count());
    queue = null;
    dead(tracked[MANY - 1]);
  }

  private static void concurrentHashMap() {
    ConcurrentHashMap<Object, Item> map = new ConcurrentHashMap<>(2);
    Item a = new Item();
    Item b = new Item();
    bare(a);
    bare(b);
    for (int i = 0; i < MANY; i++) {
      map.put(i, a);
    }
    held(MANY, a);
    map.replace(1, a, b);
    map.computeIfPresent(2, (key, value) -> b);
    map.merge(3, b, (old, next) -> next);
    map.compute(4, (key, value) -> null);
    check("absent", b, map.computeIfAbsent(4, key -> b));
    held(MANY - 4, a);
    held(4, b);
    map.values().removeIf(value -> value == a);
    held(0, a);
    map = null;
    Gc.collect();
    held(0, b);
  }

  private static void copyOnWrite() {
    CopyOnWriteArrayList<Item> list = new CopyOnWriteArrayList<>();
    Item a = new Item();
    bare(a);
    list.add(a);
    list.add(a);
    held(2, a);
    Iterator<Item> snapshot = list.iterator();
    list.remove(0);
    held(3, a);
    check("next", a, snapshot.next());
    snapshot = null;
    held(1, a);
    list.addIfAbsent(a);
    list.clear();
    held(0, a);
  }

  private static void threadLocal() {
    Item a = new Item();
    bare(a);
    ThreadLocal<Item> local = ThreadLocal.withInitial(() -> a);
    held(1, a);
    check("initial", a, local.get());
    held(2, a);
    local.set(null);
    held(1, a);
    local.set(a);
    held(2, a);
    local.remove();
    held(1, a);
    local = null;
    held(0, a);
  }

  private static void sequentialStream() {
    Item a = new Item();
    bare(a);
    List<Item> list = Stream.of(a, a, a).filter(x -> x == a).limit(2).collect(Collectors.toList());
    Gc.collect(); // so do the stages of a pipeline
    held(2, a);
    Map<Boolean, List<Item>> parts =
        list.stream().collect(Collectors.partitioningBy(x -> x == a, Collectors.toList()));
    Gc.collect();
    held(4, a);
    parts = null;
    held(2, a);
    check("reduced", a, list.stream().reduce((x, y) -> y).orElseThrow());
    Object[] row = list.stream().sorted((x, y) -> 0).flatMap(x -> Stream.of(x, x)).toArray();
    Gc.collect();
    held(6, a);
    row = null;
    list = null;
    held(0, a);
  }

  private static void parallelStream() {
    Item a = new Item();
    bare(a);
    List<Item> list = IntStream.range(0, MANY).parallel().mapToObj(i -> a).toList();
    check("size", MANY, list.size());
    check("same", MANY, (int) list.parallelStream().filter(x -> x == a).count());
    list = null;
    Gc.collect();
  }

  private static void serialization() throws Exception {
    Node node = new Node(new Node(null));
    node.others = new Object[] {node, "text", node.next};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(node);
    }
    Tracked original = watch(node.next);
    node.others[0] = null; // the cycle
    node = null;
    dead(original);
    Node copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (Node) in.readObject();
    }
    check("same", copy, copy.others[0]);
    check("same", copy.next, copy.others[2]);
    Tracked next = watch(copy.next);
    Tracked whole = watch(copy);
    copy.next = null;
    alive(next);
    copy.others = null;
    Gc.collect();
    dead(next);
    alive(whole);
  }

  private static void immutableCollections() {
    Item a = new Item();
    bare(a);
    List<Item> pair = List.of(a, a);
    Map<Item, Item> one = Map.of(a, a);
    List<Item> view = Collections.unmodifiableList(pair);
    held(4, a);
    pair = null;
    held(4, a);
    view = null;
    one = null;
    held(0, a);
  }

  /** Keys that all have one hash. */
  private static final class Same implements Comparable<Same> {
    final int number;

    Same(int number) {
      this.number = number;
    }

    @Override
    public int compareTo(Same other) {
      return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Same same && same.number == number;
    }

    @Override
    public int hashCode() {
      return 7;
    }
  }

  private static final class Node implements Serializable {
    private static final long serialVersionUID = 1L;
    Node next;
    Object[] others;

    Node(Node next) {
      this.next = next;
    }
  }
}
