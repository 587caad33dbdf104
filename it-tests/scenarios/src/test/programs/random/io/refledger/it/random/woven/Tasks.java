package io.refledger.it.random.woven;

import io.refledger.it.random.Crowd;
import io.refledger.it.random.Member;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Hands values over to tasks, which hand them back. */
final class Tasks extends Member {
  private static final int PIECES = 8;
  private static final Method START_VIRTUAL_THREAD = startVirtualThread();

  private final ExecutorService executor = Executors.newFixedThreadPool(2, Tasks::daemon);
  private final ScheduledExecutorService scheduled =
      Executors.newSingleThreadScheduledExecutor(Tasks::daemon);
  private final ThreadLocal<Object> local = new ThreadLocal<>();

  /** A value that went through a task. */
  private record Parcel(Object value, int piece) {}

  /** A task that asks others. */
  private static final class Split extends RecursiveTask<Object> {
    private static final long serialVersionUID = 1L;
    private final transient Object value;
    private final int pieces;

    Split(Object value, int pieces) {
      this.value = value;
      this.pieces = pieces;
    }

    @Override
    protected Object compute() {
      if (pieces == 1) {
        return value;
      }
      Split other = new Split(value, pieces / 2);
      other.fork();
      Object mine = new Split(value, pieces / 2).compute();
      return other.join() == mine ? mine : null;
    }
  }

  /** Comes out of a task by an exception. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Object value;

    Failure(Object value) {
      super("a task failed");
      this.value = value;
    }
  }

  private static Method startVirtualThread() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "task");
    thread.setDaemon(true);
    return thread;
  }

  Object pass(Object value) throws Exception {
    return switch (Crowd.pick(10)) {
      case 0 -> executor.submit(() -> value).get();
      case 1 -> failed(executor.submit(() -> failing(value)));
      case 2 -> scheduled.schedule(() -> remembered(value), 1, TimeUnit.MICROSECONDS).get();
      case 3 -> composed(value);
      case 4 -> completedExceptionally(value);
      case 5 -> ForkJoinPool.commonPool().invoke(new Split(value, PIECES));
      case 6 -> streamed(value);
      case 7 -> executor.invokeAll(twice(value)).get(1).get();
      case 8 -> executor.invokeAny(twice(value));
      default -> byThread(value);
    };
  }

  private static List<Callable<Object>> twice(Object value) {
    return List.of(() -> value, () -> value);
  }

  private Object remembered(Object value) {
    Object before = local.get();
    local.set(value);
    return before == this ? null : local.get();
  }

  private static Object failing(Object value) throws Failure {
    try {
      throw new Failure(value);
    } finally {
      Thread.yield();
    }
  }

  private static Object failed(Future<Object> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      return ((Failure) e.getCause()).value;
    }
  }

  private Object composed(Object value) throws Exception {
    CompletableFuture<Object> first = new CompletableFuture<>();
    CompletableFuture<Object> last =
        first
            .thenApplyAsync(given -> new Parcel(given, 1), executor)
            .thenCombine(CompletableFuture.supplyAsync(() -> value), Tasks::same)
            .thenCompose(CompletableFuture::completedFuture);
    first.complete(value);
    return last.get();
  }

  private static Object same(Parcel parcel, Object value) {
    return parcel.value() == value ? value : null;
  }

  private Object completedExceptionally(Object value) {
    CompletableFuture<Object> future =
        CompletableFuture.supplyAsync(
            () -> {
              throw new CompletionException(new Failure(value));
            },
            executor);
    return future.handle((none, thrown) -> ((Failure) thrown.getCause()).value).join();
  }

  private static Object streamed(Object value) {
    List<Parcel> parcels =
        IntStream.range(0, PIECES)
            .parallel()
            .mapToObj(piece -> new Parcel(value, piece))
            .filter(parcel -> parcel.piece() % 2 == 1)
            .sorted((a, b) -> Integer.compare(b.piece(), a.piece()))
            .collect(Collectors.toList());
    return parcels.get(PIECES / 2 - 1).value();
  }

  private static Object byThread(Object value) throws Exception {
    Object[] result = new Object[1];
    CountDownLatch done = new CountDownLatch(1);
    Runnable task =
        () -> {
          result[0] = value;
          done.countDown();
        };
    if (START_VIRTUAL_THREAD != null && Crowd.flip()) {
      START_VIRTUAL_THREAD.invoke(null, task);
    } else {
      daemon(task).start();
    }
    done.await();
    return result[0];
  }

  void close() {
    executor.shutdown();
    scheduled.shutdown();
    try {
      boolean hasEnded =
          executor.awaitTermination(1, TimeUnit.MINUTES)
              && scheduled.awaitTermination(1, TimeUnit.MINUTES);
      if (!hasEnded) {
        Crowd.fault("tasks hang");
      }
    } catch (InterruptedException e) {
      Crowd.fault("closing was interrupted");
    }
  }
}
