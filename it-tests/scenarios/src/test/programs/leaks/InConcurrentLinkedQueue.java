import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A queue that nobody polls. */
class InConcurrentLinkedQueue implements Pattern {
  static final Queue<Entry> KEPT = new ConcurrentLinkedQueue<>();

  record Entry(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 InConcurrentLinkedQueue$Entry by InConcurrentLinkedQueue.KEPT
    KEPT.offer(new Entry(i));
  }
}
