import java.util.concurrent.CyclicBarrier;

/** No class of the program is behind an interface that a barrier knows. */
public class Barrier {
  static CyclicBarrier barrier;

  public static void main(String[] args) {
    barrier = new CyclicBarrier(1, null);
  }
}
