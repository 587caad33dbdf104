import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A thread whose inbox is filled and never read. */
class QueueOfThread implements Pattern {
  static final Worker WORKER = new Worker();

  record Message(int number) {}

  static final class Worker extends Thread {
    private final Queue<Message> inbox = new ArrayDeque<>();

    Worker() {
      super("worker");
      setDaemon(true);
      start();
    }

    @Override
    public synchronized void run() {
      try {
        wait();
      } catch (InterruptedException e) {
        inbox.clear();
      }
    }

    synchronized void send(Message message) {
      // GROWTH 6000 QueueOfThread$Message by QueueOfThread$Worker.inbox
      inbox.add(message);
    }
  }

  @Override
  public void step(int i, List<Object> keptByMain) {
    WORKER.send(new Message(i));
  }
}
