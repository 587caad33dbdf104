import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A pool's thread that keeps something of every task in a thread local. */
class LocalOfPoolThread implements Pattern {
  static final ExecutorService POOL =
      Executors.newFixedThreadPool(1, task -> new Thread(task, "pool"));
  static final ThreadLocal<List<Trace>> TRACES = ThreadLocal.withInitial(ArrayList::new);

  record Trace(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) throws Exception {
    if (i % 20 == 0) {
      POOL.submit(() -> serve(i)).get();
    }
  }

  static void serve(int first) {
    for (int i = first; i < first + 20; i++) {
      // GROWTH 6000 LocalOfPoolThread$Trace by java.lang.Thread.threadLocals
      TRACES.get().add(new Trace(i));
    }
  }
}
