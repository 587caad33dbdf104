package io.refledger.it.random;

import io.refledger.api.Gc;
import io.refledger.api.Refs;
import io.refledger.it.random.woven.Exchange;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the random programs {@code T0, T1...} of several threads. Arguments: a file for the number of
 * late loads, the seed of the first program, and of each program the number of its threads.
 */
public final class ThreadedPrograms {
  private static final int CALLS = 100;
  private static final long DEADLINE_MILLIS = 60_000;
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private ThreadedPrograms() {}

  /** Runs the programs; the objects of the last one are left for the audit. */
  public static void main(String[] arguments) throws Exception {
    Crowd.watch();
    for (int i = 2; i < arguments.length; i++) {
      Class<?> program = Class.forName("io.refledger.it.random.woven.T" + (i - 2));
      long seed = Long.parseLong(arguments[1]) + i - 2;
      boolean isLast = i == arguments.length - 1;
      System.out.println("program " + (i - 2));
      Exchange.open();
      run(program.getMethod("run", int.class), Integer.parseInt(arguments[i]), seed);
      Exchange.close();
      if (!isLast) {
        program.getMethod("clear").invoke(null);
        Exchange.clear();
        if (Refs.isActive()) {
          awaitDeaths();
        }
        System.out.println("given - taken: " + Crowd.balance() + ", alive: " + Crowd.alive());
      }
      Crowd.faults().forEach(System.out::println);
    }
    Files.writeString(Path.of(arguments[0]), String.valueOf(lateLoads()));
  }

  /** A pool's thread has its task in its frame for a moment after it has told of the end of it. */
  private static void awaitDeaths() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    Gc.collect();
    while (Crowd.alive() != 0 && System.nanoTime() < deadline) {
      Thread.sleep(1);
      Gc.collect();
    }
  }

  /** Loads that came too late to be sure; the report does not have it. */
  private static long lateLoads() throws ReflectiveOperationException {
    if (!Refs.isActive()) {
      return 0;
    }
    Class<?> installation = Class.forName("io.refledger.rt.Installation", true, null);
    Object ledger = installation.getField("LEDGER").get(null);
    return (long) ledger.getClass().getMethod("lateLoads").invoke(ledger);
  }

  private static void run(Method program, int threads, long seed) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Runner> runners = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      runners.add(new Runner("runner " + t, seed + t, () -> calls(program, thread, start)));
    }
    Runner collector = new Runner("collector", seed, () -> collect(runners));
    runners.forEach(Thread::start);
    collector.start();
    start.countDown();
    for (Runner runner : runners) {
      runner.join(DEADLINE_MILLIS);
      System.out.println(runner.getName() + (runner.isAlive() ? " hangs" : " ends"));
    }
    collector.join(DEADLINE_MILLIS);
  }

  private static void calls(Method program, int thread, CountDownLatch start) {
    try {
      start.await();
      for (int i = 0; i < CALLS; i++) {
        Runner.current().rest();
        program.invoke(null, thread);
      }
    } catch (InvocationTargetException e) {
      Crowd.fault("thread " + thread + " threw " + e.getCause());
    } catch (ReflectiveOperationException | InterruptedException e) {
      Crowd.fault("thread " + thread + " cannot run: " + e);
    }
  }

  private static void collect(List<Runner> runners) {
    try {
      while (runners.stream().anyMatch(Thread::isAlive)) {
        Crowd.collect();
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Crowd.fault("the collector was interrupted");
    }
  }
}
