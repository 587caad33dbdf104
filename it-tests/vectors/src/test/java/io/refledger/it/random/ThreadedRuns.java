package io.refledger.it.random;

import io.refledger.api.Gc;
import io.refledger.it.vectors.SourceCompiler;
import io.refledger.it.vectors.WovenClasses;
import io.refledger.weave.spec.Locals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Programs of several threads, compiled at once; each can be run plain and woven. */
final class ThreadedRuns {
  private static final String PACKAGE = "io.refledger.it.random.woven";
  private static final String EXCHANGE = PACKAGE + ".Exchange";
  private static final int OLDEST = 2;
  private static final int MOST_ATTEMPTS = 10;
  private static final int CALLS = 300;
  private static final long DEADLINE_MILLIS = 30_000;

  private final List<ThreadedProgram> programs;
  private final ClassLoader plain;
  private final Map<Locals, ClassLoader> woven;

  private ThreadedRuns(List<ThreadedProgram> programs, Map<String, byte[]> classFileByName) {
    this.programs = programs;
    plain = new PlainClasses(classFileByName);
    woven =
        Map.of(
            Locals.EXACT, new WovenClasses(classFileByName, Locals.EXACT),
            Locals.LEAN, new WovenClasses(classFileByName, Locals.LEAN));
  }

  static ThreadedRuns compile(List<ThreadedProgram> programs) {
    Map<String, String> sourceByName = new HashMap<>();
    sourceByName.put(EXCHANGE, exchange());
    for (int i = 0; i < programs.size(); i++) {
      sourceByName.put(PACKAGE + ".P" + i, programs.get(i).source(PACKAGE, "P" + i));
    }
    return new ThreadedRuns(programs, SourceCompiler.compile(sourceByName));
  }

  private static String exchange() {
    try (InputStream in = ThreadedRuns.class.getResourceAsStream("/programs/Exchange.java")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read Exchange.java", e);
    }
  }

  /** What a program prints when nothing is counted. */
  List<String> plain(int index) {
    return run(plain, index, null);
  }

  /** What it prints when it is woven; then what is wrong with the books. */
  List<String> woven(int index, Locals locals) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      var books = new FinalBooks();
      List<String> printed = run(woven.get(locals), index, books);
      if (!books.sawLateLoad()) {
        return printed;
      }
    }
    return List.of("late loads in all of " + MOST_ATTEMPTS + " runs");
  }

  /** Runs a program plain if there are no books. */
  private List<String> run(ClassLoader loader, int index, FinalBooks books) {
    boolean isWoven = books != null;
    ThreadedProgram program = programs.get(index);
    Class<?> main = load(loader, PACKAGE + ".P" + index);
    Class<?> exchange = load(loader, EXCHANGE);
    Crowd.start(isWoven);
    call(exchange, "open");
    List<String> printed = new ArrayList<>(runThreads(program, main, isWoven));
    if (isWoven) {
      Gc.collect(OLDEST);
      printed.addAll(books.differences(List.of(main, exchange)));
    }
    call(main, "clear");
    call(exchange, "clear");
    printed.add("handed over: given - taken = " + Crowd.balance());
    if (isWoven) {
      Gc.collect(OLDEST);
      printed.addAll(books.leftovers());
    }
    printed.addAll(Crowd.faults());
    return printed;
  }

  private static List<String> runThreads(ThreadedProgram program, Class<?> main, boolean isWoven) {
    var start = new CountDownLatch(1);
    List<Runner> runners = new ArrayList<>();
    for (int t = 0; t < program.threads(); t++) {
      int thread = t;
      Runnable calls = () -> calls(main, thread, start);
      runners.add(new Runner("runner " + t, program.seed() + t, calls));
    }
    var collector = new Runner("collector", program.seed(), () -> collect(runners, isWoven));
    runners.forEach(Thread::start);
    collector.start();
    start.countDown();
    List<String> printed = new ArrayList<>();
    for (Runner runner : runners) {
      printed.add(runner.getName() + (hasEnded(runner) ? " ends" : " hangs"));
    }
    printed.add(collector.getName() + (hasEnded(collector) ? " ends" : " hangs"));
    return printed;
  }

  private static void calls(Class<?> main, int thread, CountDownLatch start) {
    try {
      start.await();
      for (int i = 0; i < CALLS; i++) {
        Runner.current().rest();
        main.getMethod("run", int.class).invoke(null, thread);
      }
    } catch (InvocationTargetException e) {
      Crowd.fault("thread " + thread + " threw " + e.getCause());
    } catch (ReflectiveOperationException | InterruptedException e) {
      Crowd.fault("thread " + thread + " cannot run: " + e);
    }
  }

  private static void collect(List<Runner> runners, boolean isWoven) {
    while (isWoven && runners.stream().anyMatch(Thread::isAlive)) {
      Crowd.collect();
      Thread.yield();
    }
  }

  private static boolean hasEnded(Thread thread) {
    try {
      thread.join(DEADLINE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }

  private static void call(Class<?> owner, String method) {
    try {
      owner.getMethod(method).invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + " threw", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(owner + "." + method, e);
    }
  }
}
