import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A queue of 600 places, soon full: the consumer takes one where two are offered. */
class SlowConsumer implements Pattern {
  static final Queue<Task> TASKS = new ArrayDeque<>();

  record Task(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    offer(new Task(2 * i));
    offer(new Task(2 * i + 1));
    TASKS.poll();
  }

  static void offer(Task task) {
    if (TASKS.size() < 600) {
      TASKS.add(task);
    }
  }
}
