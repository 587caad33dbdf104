import io.refledger.api.Gc;
import io.refledger.api.Tracked;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** References that go from one thread to another. */
public final class Threads extends Scenes {
  private static final int ROUNDS = 50;

  public static void main(String[] arguments) throws InterruptedException {
    new Threads().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> endOfThread();
      case 1 -> deathOfThread();
      case 2 -> uncaughtException();
      case 3 -> daemon();
      case 4 -> waitAndNotify();
      case 5 -> blockingQueue(new ArrayBlockingQueue<>(2));
      case 6 -> blockingQueue(new LinkedBlockingQueue<>());
      case 7 -> blockingQueue(new SynchronousQueue<>());
      case 8 -> concurrentQueue();
      case 9 -> executor();
      case 10 -> failingTask();
      case 11 -> completableFuture();
      case 12 -> forkJoin();
      case 13 -> exchanger();
      case 14 -> virtualThread();
      case 15 -> waitingVirtualThread();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void endOfThread() throws InterruptedException {
    Item a = new Item();
    bare(a);
    Thread thread =
        new Thread() {
          @Override
          public void run() {
            Item local = a;
            Object[] row = {local, new Item()};
            check("row", 2, row.length);
          }
        };
    held(1, a);
    thread.start();
    thread.join();
    held(1, a);
    thread = null;
    Gc.collect();
    held(0, a);
  }

  private static void deathOfThread() throws InterruptedException {
    Item a = new Item();
    bare(a);
    Thread thread = new Thread(() -> alive(watch(a)));
    Tracked tracked = watch(thread);
    thread.start();
    thread.join();
    thread = null;
    Gc.collect();
    held(0, a);
    dead(tracked);
  }

  private static void uncaughtException() throws InterruptedException {
    Item a = new Item();
    bare(a);
    Tracked[] fault = new Tracked[1];
    Thread thread =
        new Thread(
            () -> {
              Item local = a;
              throw new Fault(local);
            });
    thread.setUncaughtExceptionHandler((dying, e) -> fault[0] = watch(e));
    thread.start();
    thread.join();
    thread = null;
    Gc.collect();
    alive(watch(a));
    check("told", true, fault[0] != null);
  }

  private static void daemon() throws InterruptedException {
    Item a = new Item();
    bare(a);
    CountDownLatch latch = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              Item local = new Item();
              latch.countDown();
              alive(watch(local));
            });
    thread.setDaemon(true);
    thread.start();
    latch.await();
    thread.join();
    held(0, a);
  }

  private static void waitAndNotify() throws InterruptedException {
    Tracked[] tracked = new Tracked[ROUNDS];
    Object[] slot = new Object[1];
    Thread taker =
        new Thread(
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                synchronized (slot) {
                  while (slot[0] == null) {
                    await(slot);
                  }
                  Object taken = slot[0];
                  slot[0] = null;
                  slot.notifyAll();
                  alive(tracked[i]);
                  taken = null;
                  dead(tracked[i]);
                }
              }
            });
    taker.start();
    for (int i = 0; i < ROUNDS; i++) {
      synchronized (slot) {
        while (slot[0] != null) {
          await(slot);
        }
        slot[0] = new Item();
        tracked[i] = watch(slot[0]);
        slot.notifyAll();
      }
    }
    taker.join();
    dead(tracked[ROUNDS - 1]);
  }

  private static void await(Object lock) {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void blockingQueue(BlockingQueue<Object> queue) throws InterruptedException {
    Tracked[] tracked = new Tracked[ROUNDS];
    Thread taker =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < ROUNDS; i++) {
                  Object taken = i % 2 == 0 ? queue.take() : queue.poll(1, TimeUnit.MINUTES);
                  alive(watch(taken));
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    taker.start();
    for (int i = 0; i < ROUNDS; i++) {
      Object item = new Item();
      tracked[i] = watch(item);
      queue.put(item);
    }
    taker.join();
    taker = null;
    Gc.collect();
    for (int i = 0; i < ROUNDS; i++) {
      dead(tracked[i]);
    }
  }

  private static void concurrentQueue() throws InterruptedException {
    ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
    Tracked[] tracked = new Tracked[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      Object item = new Item();
      tracked[i] = watch(item);
      queue.add(item);
    }
    Thread[] takers = new Thread[2];
    for (int i = 0; i < takers.length; i++) {
      takers[i] =
          new Thread(
              () -> {
                Object taken;
                while ((taken = queue.poll()) != null) {
                  alive(watch(taken));
                }
              });
      takers[i].start();
    }
    for (Thread taker : takers) {
      taker.join();
    }
    for (int i = 0; i < ROUNDS; i++) {
      dead(tracked[i]);
    }
  }

  private static void executor() throws Exception {
    Item a = new Item();
    bare(a);
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Future<Item> future = executor.submit(() -> a);
    check("result", a, future.get());
    List<Future<Item>> all = executor.invokeAll(List.of(() -> a, () -> a));
    check("result", a, all.get(1).get());
    future = null;
    all = null;
    executor.shutdown();
    check("ended", true, executor.awaitTermination(1, TimeUnit.MINUTES));
    executor = null;
    Gc.collect();
    held(0, a);
  }

  private static void failingTask() throws Exception {
    Item a = new Item();
    bare(a);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      executor
          .submit(
              () -> {
                throw new Fault(a);
              })
          .get();
      check("thrown", true, false);
    } catch (ExecutionException e) {
      check("cargo", a, ((Fault) e.getCause()).cargo);
    }
    executor.shutdown();
    check("ended", true, executor.awaitTermination(1, TimeUnit.MINUTES));
    executor = null;
    Gc.collect();
    held(0, a);
  }

  private static void completableFuture() throws Exception {
    Item a = new Item();
    bare(a);
    CompletableFuture<Object> future =
        CompletableFuture.supplyAsync(() -> a)
            .thenApplyAsync(x -> (Object) new Object[] {x})
            .thenCombine(CompletableFuture.supplyAsync(() -> a), (x, y) -> x);
    Object[] row = (Object[]) future.get();
    check("element", a, row[0]);
    row = null;
    future = null;
    CompletableFuture<Item> failed = CompletableFuture.failedFuture(new Fault(a));
    check("handled", a, failed.handle((x, e) -> ((Fault) e).cargo).get());
    failed = null;
    Gc.collect();
  }

  private static void forkJoin() {
    Item a = new Item();
    bare(a);
    check("sum", 64, (int) new Sum(a, 64).invoke());
    check("sum", 64, (int) ForkJoinPool.commonPool().invoke(new Sum(a, 64)));
  }

  private static void exchanger() throws InterruptedException {
    Exchanger<Item> exchanger = new Exchanger<>();
    Item a = new Item();
    bare(a);
    Thread other =
        new Thread(
            () -> {
              try {
                check("a", a, exchanger.exchange(new Item()));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    other.start();
    Tracked tracked = watch(exchanger.exchange(a));
    other.join();
    other = null;
    Gc.collect();
    dead(tracked);
    held(0, a);
  }

  /** What its task captured is held by the thread alone. By reflection, as there are none in 17. */
  private static void waitingVirtualThread() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Tracked[] captured = new Tracked[1];
    Thread thread = waiting(new Item(), go, captured);
    if (thread == null) {
      check("before 21", true, Runtime.version().feature() < 21);
      return;
    }
    Thread.sleep(1);
    Gc.collect();
    alive(captured[0]);
    go.countDown();
    thread.join();
    thread = null;
    collectedEventually(captured[0]); // its carrier has it for a moment after it ended
  }

  private static Thread waiting(Item item, CountDownLatch go, Tracked[] captured)
      throws Exception {
    captured[0] = watch(item);
    try {
      return (Thread)
          Thread.class
              .getMethod("startVirtualThread", Runnable.class)
              .invoke(
                  null,
                  (Runnable)
                      () -> {
                        try {
                          go.await();
                        } catch (InterruptedException e) {
                          check("item", null, item);
                        }
                      });
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static void virtualThread() throws Exception {
    Item a = new Item();
    bare(a);
    Tracked[] inside = new Tracked[1];
    Runnable task =
        () -> {
          Item local = new Item();
          Object[] row = {a, local};
          inside[0] = watch(local);
          Thread.yield();
          check("row", a, row[0]);
        };
    try {
      Thread thread =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      thread.join();
      dead(inside[0]);
    } catch (NoSuchMethodException e) {
      check("before 21", true, Runtime.version().feature() < 21);
    }
    task = null;
    Gc.collect();
  }

  private static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1L;
    private final transient Item item;
    private final int size;

    Sum(Item item, int size) {
      this.item = item;
      this.size = size;
    }

    @Override
    protected Integer compute() {
      if (size == 1) {
        return item == null ? 0 : 1;
      }
      Sum left = new Sum(item, size / 2);
      Sum right = new Sum(item, size / 2);
      left.fork();
      return right.compute() + left.join();
    }
  }

  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Object cargo;

    Fault(Object cargo) {
      super(null, null, false, false);
      this.cargo = cargo;
    }
  }
}
