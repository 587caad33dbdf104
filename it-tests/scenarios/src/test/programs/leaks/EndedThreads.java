import java.util.List;

/** Threads that leave something in a thread local and end. */
class EndedThreads implements Pattern {
  static final ThreadLocal<Value> LOCAL = new ThreadLocal<>();

  record Value(byte[] bytes) {}

  @Override
  public void step(int i, List<Object> keptByMain) throws Exception {
    if (i % 20 == 0) {
      Thread thread = new Thread(() -> LOCAL.set(new Value(new byte[100])));
      thread.start();
      thread.join();
    }
  }
}
