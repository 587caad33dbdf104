import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Makes and drops everything that the ledger keeps something of, and prints what that takes. */
public final class Churn {
  private static final int ROUNDS = Integer.getInteger("rounds", 12);
  private static final int MANY = Integer.getInteger("many", 1_000);
  private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();
  private static final Map<Object, Object> CACHE = new WeakHashMap<>();

  private Churn() {}

  public static void main(String[] arguments) throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      threads();
      virtualThreads();
      cycles();
      references();
      resources();
      exceptions();
      deepChain();
      largeArrays();
      strings(round);
      pools();
      classes();
      System.gc();
      Thread.sleep(200);
      System.gc();
      System.out.println("round " + round + " used " + ledger());
    }
  }

  private static long ledger() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("io.refledger:type=Ledger");
    while (!server.isRegistered(name)) {
      Thread.onSpinWait(); // a thread of the agent's is about to do it
    }
    server.invoke(name, "collect", null, null);
    return (Long) server.getAttribute(name, "LedgerBytes");
  }

  private static void threads() throws Exception {
    for (int i = 0; i < MANY; i += 50) {
      List<Thread> started = new ArrayList<>();
      for (int t = 0; t < 50; t++) {
        Thread thread = new Thread(Churn::work, "churn-" + i + t);
        thread.start();
        started.add(thread);
      }
      for (Thread thread : started) {
        thread.join();
      }
    }
  }

  private static void work() {
    ThreadLocal<Object> local = ThreadLocal.withInitial(Object::new);
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      map.put(i, new Object[] {local.get(), "s" + i});
    }
  }

  /** From JDK 21 on. */
  private static void virtualThreads() throws Exception {
    try {
      ExecutorService executor =
          (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      for (int i = 0; i < MANY; i++) {
        executor.submit(Churn::work);
      }
      executor.shutdown();
      executor.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
    } catch (NoSuchMethodException e) {
      // None here.
    }
  }

  private static void cycles() {
    for (int i = 0; i < 10 * MANY; i++) {
      Object[] a = new Object[3];
      Object[] b = {a, i};
      a[0] = b;
      a[i % 2 + 1] = new TreeMap<>(Map.of(i, a));
      LinkedList<Object> list = new LinkedList<>();
      list.add(list);
    }
  }

  private static void references() {
    List<Object> held = new ArrayList<>();
    for (int i = 0; i < 5 * MANY; i++) {
      Object o = new Object();
      held.add(new WeakReference<>(o, QUEUE));
      held.add(new SoftReference<>(o));
      held.add(new PhantomReference<>(o, QUEUE));
      CACHE.put(o, "x" + i);
      if (i % 3 == 0) {
        held.add(o);
      }
      while (QUEUE.poll() != null) {
        CACHE.size();
      }
    }
    held.clear();
    CACHE.size();
  }

  @SuppressWarnings("resource")
  private static void resources() throws Exception {
    for (int i = 0; i < 100; i++) {
      new FileInputStream("/dev/null").read();
      try (FileInputStream closed = new FileInputStream("/dev/null")) {
        closed.read();
      }
    }
  }

  private static void exceptions() {
    int caught = 0;
    for (int i = 0; i < MANY; i++) {
      try {
        Object o = i % 2 == 0 ? null : "text";
        caught += ((Integer) o).intValue();
      } catch (NullPointerException | ClassCastException e) {
        caught += new RuntimeException(e).getStackTrace().length;
      }
    }
    try {
      caught += recurse(0);
    } catch (StackOverflowError e) {
      caught++;
    }
    System.setProperty("caught", String.valueOf(caught > 0));
  }

  private static int recurse(int depth) {
    return new Object[] {depth}.length + recurse(depth + 1);
  }

  private static void deepChain() {
    Object[] chain = null;
    for (int i = 0; i < 50 * MANY; i++) {
      chain = new Object[] {chain};
    }
  }

  private static void largeArrays() {
    for (int i = 1; i < 60; i++) {
      Object[] array = new Object[i * 1000];
      for (int j = 0; j < array.length; j += 7) {
        array[j] = array;
      }
      Object[] copy = array.clone();
      copy[0] = "dropped";
    }
  }

  private static void strings(int round) {
    Map<Object, Object> identity = new IdentityHashMap<>();
    for (int i = 0; i < 10 * MANY; i++) {
      String s = ("interned " + round + " " + i).intern();
      identity.put(s, List.of(s));
    }
  }

  /** The same classes in ever new loaders, hidden ones, and lambdas of theirs. */
  private static void classes() throws Exception {
    URL here = Churn.class.getProtectionDomain().getCodeSource().getLocation();
    byte[] file;
    try (InputStream in = Churn.class.getResourceAsStream("Churn$Hidden.class")) {
      file = in.readAllBytes();
    }
    for (int i = 0; i < 20; i++) {
      try (URLClassLoader loader = new URLClassLoader(new URL[] {here}, null)) {
        Callable<?> loaded =
            (Callable<?>)
                loader.loadClass("Churn$Loaded").getDeclaredConstructor().newInstance();
        loaded.call();
        Proxy.newProxyInstance(loader, new Class<?>[] {Callable.class}, (p, m, a) -> loaded.call());
      }
      Class<?> hidden = MethodHandles.lookup().defineHiddenClass(file, true).lookupClass();
      ((Callable<?>) hidden.getDeclaredConstructor().newInstance()).call();
    }
  }

  /** Loaded again and again. */
  public static final class Loaded implements Callable<Object> {
    private static final List<Object> HELD = new ArrayList<>();
    private final Object own = new Object[] {this};

    @Override
    public Object call() {
      Runnable lambda = () -> HELD.add(own);
      lambda.run();
      return HELD.get(0);
    }
  }

  /** Defined as a hidden class; with a lambda, or its own type in it, the JVM would keep it. */
  public static final class Hidden implements Callable<Object> {
    private static final List<Object> HELD = new ArrayList<>();

    @Override
    public Object call() {
      HELD.add(new Object[] {this});
      return HELD.get(0);
    }
  }

  private static void pools() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    List<CompletableFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      int number = i;
      futures.add(
          CompletableFuture.supplyAsync(() -> number, executor)
              .thenApply(n -> n + 1)
              .thenApply(n -> n * 2));
    }
    for (CompletableFuture<Integer> future : futures) {
      future.get();
    }
    executor.shutdown();
  }
}
