import org.apache.log4j.NDC;

/**
 * A thread a request, with a nested diagnostic context. log4j 1 keeps the stack of each thread in a
 * Hashtable, and with it the thread, until the thread calls {@code NDC.remove}.
 */
public class DiagnosticContext {
  public static void main(String[] arguments) throws InterruptedException {
    boolean fixed = arguments[0].equals("fixed");
    for (int i = 0; i < 1000; i++) {
      serve(i, fixed);
    }
    System.out.println("DONE DiagnosticContext " + arguments[0] + " n=1000");
    System.exit(0);
  }

  static void serve(int i, boolean fixed) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              NDC.push("request " + i);
              NDC.pop();
              if (fixed) {
                NDC.remove();
              }
            });
    thread.start();
    thread.join();
  }
}
