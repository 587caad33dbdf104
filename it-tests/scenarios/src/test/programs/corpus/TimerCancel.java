import java.util.Timer;
import java.util.TimerTask;

/**
 * Requests with a time limit each: a task of a timer, cancelled when the answer is there. A
 * cancelled task stays in the timer's queue until its hour comes; {@code Timer.purge} is the
 * remedy. One request is not answered: the timer waits for its limit, and looks at no other till
 * then.
 */
public class TimerCancel {
  static final Timer TIMER = new Timer("timeouts", true);

  static final class Timeout extends TimerTask {
    final byte[] request = new byte[256];

    @Override
    public void run() {}
  }

  public static void main(String[] arguments) {
    boolean fixed = arguments[0].equals("fixed");
    TIMER.schedule(
        new TimerTask() {
          @Override
          public void run() {}
        },
        1_800_000L);
    for (int i = 0; i < 5000; i++) {
      request();
      if (fixed && i % 100 == 99) {
        TIMER.purge();
      }
    }
    System.out.println("DONE TimerCancel " + arguments[0] + " n=5000");
    System.exit(0);
  }

  static void request() {
    Timeout timeout = new Timeout();
    TIMER.schedule(timeout, 3_600_000L);
    timeout.cancel();
  }
}
