import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs under load until its input has a line: what it holds was made before, and the frames of its
 * threads go on for ever. An item that is used after its death in the ledger revives what it refers to.
 */
public class Loaded {
  static final Map<Integer, Item> MAP = new ConcurrentHashMap<>();
  static final Map<Integer, Item> PLAIN = new HashMap<>();
  static final List<Item> LIST = new ArrayList<>();
  static final BlockingQueue<Item> ARRAY = new ArrayBlockingQueue<>(16);
  static final BlockingQueue<Item> LINKED = new LinkedBlockingQueue<>(16);
  static final BlockingQueue<Item> HANDS = new SynchronousQueue<>();
  static final BlockingQueue<Item> TRANSFER = new LinkedTransferQueue<>();
  static final AtomicReference<Item> ATOMIC = new AtomicReference<>();
  static final CountDownLatch LINE = new CountDownLatch(1);
  static final List<Thread> THREADS = new ArrayList<>();
  static final Item[] SLOTS = new Item[8];
  static final Item[][] ROWS = {new Item[4], new Item[4]};
  static volatile boolean isOver;
  static volatile Item shared;
  static Item plain;

  interface Work {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    BlockingQueue<?>[] queues = {ARRAY, LINKED, HANDS, TRANSFER};
    for (BlockingQueue<?> queue : queues) {
      @SuppressWarnings("unchecked")
      BlockingQueue<Item> items = (BlockingQueue<Item>) queue;
      start(() -> produce(items));
      start(() -> consume(items));
    }
    start(Loaded::list);
    start(Loaded::map);
    start(Loaded::chain);
    start(Loaded::arrays);
    start(Loaded::weak);
    start(Loaded::exceptions);
    start(Loaded::recursion);
    start(Loaded::streams);
    start(Loaded::pool);
    start(Loaded::guarded);
    start(Loaded::halfBuilt);
    start(Loaded::classes);
    start(Loaded::copies);
    start(Loaded::iterators);
    start(Loaded::parked);
    start(Loaded::atomics);
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    lines.readLine();
    LINE.countDown();
    Thread.sleep(200);
    isOver = true;
    for (Thread thread : THREADS) {
      thread.join(10_000);
      if (thread.isAlive()) {
        System.out.println("hangs: " + thread.getName());
        Runtime.getRuntime().halt(9);
      }
    }
    end();
    System.out.println("CHECK " + THREADS.size() + " threads, wrong " + Item.wrong);
  }

  /** Lets go of everything: no item is left. */
  private static void end() {
    MAP.clear();
    PLAIN.clear();
    LIST.clear();
    ARRAY.clear();
    LINKED.clear();
    TRANSFER.clear();
    ATOMIC.set(null);
    shared = null;
    plain = null;
    for (int i = 0; i < SLOTS.length; i++) {
      SLOTS[i] = null;
    }
    for (Item[] row : ROWS) {
      for (int i = 0; i < row.length; i++) {
        row[i] = null;
      }
    }
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(8);
              }
            },
            "load-" + THREADS.size());
    THREADS.add(thread);
    thread.start();
  }

  private static void produce(BlockingQueue<Item> queue) throws Exception {
    int i = 0;
    while (!isOver) {
      queue.put(new Item(i++));
      if (i % 20 == 0) {
        Thread.sleep(1);
      }
      while (queue.size() > 100) {
        Thread.sleep(1);
      }
    }
    queue.put(new Item(-1));
  }

  /** An item is taken, stored and removed by others, and used once more. */
  private static void consume(BlockingQueue<Item> queue) throws Exception {
    int last = 0;
    while (last >= 0) {
      Item item = queue.take();
      last = item.number;
      MAP.put(last, item);
      item.use();
      MAP.remove(last);
      item.use();
    }
  }

  private static void list() throws Exception {
    int i = 0;
    while (!isOver) {
      Item item = new Item(i++);
      synchronized (LIST) {
        LIST.add(item);
        if (LIST.size() > 200) {
          LIST.clear();
          item.use();
        }
      }
      if (i % 50 == 0) {
        Thread.sleep(1);
      }
    }
  }

  private static void map() throws Exception {
    int i = 0;
    while (!isOver) {
      Item item = new Item(i);
      PLAIN.put(i % 64, item);
      Item before = PLAIN.put(i % 64, new Item(i));
      before.use();
      item.use();
      if (i++ % 50 == 0) {
        PLAIN.clear();
        Thread.sleep(1);
      }
    }
  }

  /** Reads a field, has others clear it, and uses what it read. */
  private static void chain() throws Exception {
    Stack stack = new Stack();
    int i = 0;
    while (!isOver) {
      stack.push(new Item(i++));
      stack.push(new Item(i++));
      Item top = stack.top;
      stack.pop();
      top.use();
      Item next = stack.top;
      stack.pop();
      next.use();
      plain = new Item(i);
      Item read = plain;
      clearPlain();
      read.use();
      stack.top = new Item(i);
      stack.pop();
      if (i % 20 == 0) {
        Thread.sleep(1);
      }
    }
  }

  private static void clearPlain() {
    plain = null;
  }

  private static void arrays() throws Exception {
    int i = 0;
    while (!isOver) {
      fill(i);
      Item read = SLOTS[i % SLOTS.length];
      Item inRow = ROWS[i % 2][i % 4];
      clear(i);
      read.use();
      inRow.use();
      SLOTS[0] = new Item(i);
      Item[] copy = SLOTS.clone();
      Item[] part = new Item[4];
      System.arraycopy(SLOTS, 0, part, 0, 4);
      clear(0);
      copy[0].use();
      part[0].use();
      if (i++ % 20 == 0) {
        Thread.sleep(1);
      }
    }
  }

  private static void fill(int i) {
    SLOTS[i % SLOTS.length] = new Item(i);
    ROWS[i % 2][i % 4] = new Item(i);
  }

  private static void clear(int i) {
    SLOTS[i % SLOTS.length] = null;
    ROWS[i % 2][i % 4] = null;
  }

  private static void weak() throws Exception {
    int i = 0;
    while (!isOver) {
      WeakReference<Item> reference = refer(i);
      Item item = reference.get();
      plainClear();
      if (item != null) {
        item.use();
      }
      if (i++ % 50 == 0) {
        Thread.sleep(1);
      }
    }
  }

  private static WeakReference<Item> refer(int i) {
    shared = new Item(i);
    return new WeakReference<>(shared);
  }

  private static void plainClear() {
    shared = null;
  }

  private static void exceptions() throws Exception {
    int i = 0;
    while (!isOver) {
      try {
        fail(new Item(i));
      } catch (ItemException e) {
        forget(e);
        e.item.use();
      }
      if (i++ % 50 == 0) {
        Thread.sleep(1);
      }
    }
  }

  private static void fail(Item item) throws ItemException {
    throw new ItemException(item);
  }

  /** Stores the exception and lets go of it. */
  private static void forget(ItemException e) {
    List<Throwable> all = new ArrayList<>();
    all.add(e);
    all.clear();
  }

  private static void recursion() throws Exception {
    int i = 0;
    while (!isOver) {
      down(150, new Item(i++)).use();
    }
  }

  private static Item down(int depth, Item item) throws Exception {
    if (depth == 0) {
      Thread.sleep(2);
      return item;
    }
    Item deeper = down(depth - 1, new Item(depth));
    item.use();
    deeper.use();
    return item;
  }

  private static void streams() throws Exception {
    while (!isOver) {
      List<Item> items =
          IntStream.range(0, 300)
              .mapToObj(Item::new)
              .peek(Loaded::slowly)
              .filter(item -> item.number % 3 == 0)
              .sorted((a, b) -> b.number - a.number)
              .collect(Collectors.toList());
      items.forEach(Item::use);
      Thread.sleep(2);
    }
  }

  private static void slowly(Item item) {
    if (item.number % 50 == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    item.use();
  }

  private static void pool() throws Exception {
    ExecutorService cached = Executors.newCachedThreadPool();
    ExecutorService fixed = Executors.newFixedThreadPool(2);
    ExecutorService stealing = Executors.newWorkStealingPool(2);
    int i = 0;
    while (!isOver) {
      for (ExecutorService executor : List.of(cached, fixed, stealing)) {
        Item item = new Item(i++);
        Future<Item> future = executor.submit(() -> work(item));
        future.get().use();
        item.use();
      }
      Thread.sleep(1);
    }
    for (ExecutorService executor : List.of(cached, fixed, stealing)) {
      executor.shutdown();
    }
  }

  private static Item work(Item item) throws Exception {
    Thread.sleep(1);
    item.use();
    return new Item(item.number);
  }

  private static void guarded() throws Exception {
    Guarded guarded = new Guarded();
    start2(guarded);
    int i = 0;
    while (!isOver) {
      guarded.put(new Item(i++));
    }
    guarded.put(null);
  }

  private static void start2(Guarded guarded) {
    Thread taker =
        new Thread(
            () -> {
              try {
                Item item = guarded.take();
                while (item != null) {
                  item.use();
                  item = guarded.take();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    taker.start();
  }

  /** One object's constructor goes on when the line has come, long after the agent. */
  private static void halfBuilt() throws Exception {
    HalfBuilt old = new HalfBuilt();
    old.first.use();
    old.second.use();
    int i = 0;
    while (!isOver) {
      old.second = new Item(i++);
      Item read = old.second;
      old.clear();
      read.use();
      Thread.sleep(1);
    }
    old.first = null;
  }

  private static void classes() throws Exception {
    byte[] classFile;
    try (InputStream in = Loaded.class.getResourceAsStream("Loaded$Extra.class")) {
      classFile = in.readAllBytes();
    }
    while (!isOver) {
      ClassLoader loader =
          new ClassLoader(Loaded.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve)
                throws ClassNotFoundException {
              return name.equals("Loaded$Extra")
                  ? defineClass(name, classFile, 0, classFile.length)
                  : super.loadClass(name, resolve);
            }
          };
      Object extra = loader.loadClass("Loaded$Extra").getDeclaredConstructor().newInstance();
      ((Runnable) extra).run();
      Thread.sleep(20);
    }
  }

  private static void copies() throws Exception {
    int i = 0;
    while (!isOver) {
      Copied original = new Copied();
      original.item = new Item(i);
      Copied copy = original.copy();
      original.clear();
      copy.item.use();
      ArrayDeque<Item> deque = new ArrayDeque<>();
      deque.add(new Item(i));
      Object[] all = deque.toArray();
      deque.clear();
      ((Item) all[0]).use();
      if (i++ % 50 == 0) {
        Thread.sleep(1);
      }
    }
  }

  private static void iterators() throws Exception {
    List<Item> own = new ArrayList<>();
    int i = 0;
    while (!isOver) {
      for (int k = 0; k < 20; k++) {
        own.add(new Item(i++));
      }
      for (Item item : own) {
        Thread.sleep(0, 100_000);
        item.use();
      }
      Item first = own.get(0);
      own.clear();
      first.use();
    }
  }

  private static void parked() throws Exception {
    Item held = new Item(1);
    while (!isOver) {
      LockSupport.parkNanos(20_000_000);
      Item next = new Item(held.number + 1);
      held.use();
      held = next;
    }
  }

  private static void atomics() throws Exception {
    int i = 0;
    while (!isOver) {
      Item item = new Item(i++);
      ATOMIC.set(item);
      Item before = ATOMIC.getAndSet(new Item(i));
      Item now = ATOMIC.get();
      ATOMIC.compareAndSet(now, null);
      before.use();
      now.use();
      item.use();
      if (i % 20 == 0) {
        Thread.sleep(1);
      }
    }
  }

  /** Uses itself by what it refers to. */
  public static class Item {
    static volatile int wrong;

    final int number;
    final Payload payload;
    Payload other;
    Item next;

    public Item(int number) {
      this.number = number;
      payload = new Payload(number);
      other = new Payload(number);
    }

    public void use() {
      Payload read = other;
      if (payload.number != number || read.number != number) {
        wrong++;
      }
      other = new Payload(read.number);
    }
  }

  static class Payload {
    final int number;

    Payload(int number) {
      this.number = number;
    }
  }

  static class ItemException extends Exception {
    private static final long serialVersionUID = 1;
    final transient Item item;

    ItemException(Item item) {
      super("item", null);
      this.item = item;
    }
  }

  static class Stack {
    Item top;

    void push(Item item) {
      item.next = top;
      top = item;
    }

    void pop() {
      top = top.next;
    }
  }

  static class Guarded {
    private Item item;
    private boolean isFull;

    synchronized void put(Item next) throws InterruptedException {
      while (isFull) {
        wait();
      }
      item = next;
      isFull = true;
      notifyAll();
    }

    synchronized Item take() throws InterruptedException {
      while (!isFull) {
        wait();
      }
      Item taken = item;
      item = null;
      isFull = false;
      notifyAll();
      Thread.sleep(1);
      return taken;
    }
  }

  static class HalfBuilt extends Base {
    Item first = new Item(7);
    Item second;

    HalfBuilt() throws InterruptedException {
      super(new Item(5));
      LINE.await();
      Item made = new Item(8);
      second = made;
      base.use();
    }

    void clear() {
      second = null;
    }
  }

  static class Base {
    Item base;

    Base(Item base) {
      this.base = base;
    }
  }

  static class Copied implements Cloneable {
    Item item;

    Copied copy() throws CloneNotSupportedException {
      return (Copied) clone();
    }

    void clear() {
      item = null;
    }
  }

  /** Defined again and again. */
  public static class Extra implements Runnable {
    private final List<Item> items = new ArrayList<>();

    @Override
    public void run() {
      for (int i = 0; i < 10; i++) {
        items.add(new Item(i));
      }
      items.forEach(Item::use);
    }
  }
}
