import java.util.concurrent.CyclicBarrier;

/** One is. */
public class BarrierWithAction {
  static CyclicBarrier barrier;

  static class Action implements Runnable {
    @Override
    public void run() {}
  }

  public static void main(String[] args) {
    barrier = new CyclicBarrier(1, new Action());
  }
}
