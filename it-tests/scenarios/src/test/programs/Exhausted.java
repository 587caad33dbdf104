import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Uses up what its first argument names; its second says whether it catches the error. */
public final class Exhausted {
  private static final int SMALL_BYTES = 1000;
  private static final int DIRECT_BYTES = 1 << 20;
  private static final int ENOUGH = 10_000_000;

  /** No address space has room for such a stack. */
  private static final long STACK_BYTES = 1L << 46;

  private static final Class<?>[] INTERFACES = {Runnable.class};
  private static final InvocationHandler HANDLER = (proxy, method, arguments) -> null;

  static final List<Object> KEPT = new ArrayList<>(1 << 16);
  static Link chain;

  /** What it takes to tell of the error. */
  static byte[][] reserve = new byte[16][1 << 16];

  private Exhausted() {}

  static final class Link {
    final Link next;

    Link(Link next) {
      this.next = next;
    }
  }

  public static void main(String[] arguments) {
    KEPT.add("begin");
    if (arguments[1].equals("dies")) {
      exhaust(arguments[0]);
    }
    try {
      exhaust(arguments[0]);
      System.out.println("never");
    } catch (OutOfMemoryError e) {
      reserve = null;
      if (arguments[1].equals("drops")) {
        KEPT.clear();
        chain = null;
      }
      String message = e.getMessage();
      int end = message.indexOf(':');
      // No concatenation, for which the JDK would spin a class.
      System.out.print("caught ");
      System.out.println(end < 0 ? message : message.substring(0, end));
    }
  }

  private static void exhaust(String what) {
    switch (what) {
      case "heap" -> heap();
      case "chain" -> chain();
      case "large" -> KEPT.add(new long[Integer.MAX_VALUE]);
      case "direct" -> direct();
      case "threads" -> threads();
      case "metaspace" -> metaspace();
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static void heap() {
    for (int i = 0; i < ENOUGH; i++) {
      KEPT.add(new byte[SMALL_BYTES]);
    }
  }

  /** To the last byte. */
  private static void chain() {
    for (int i = 0; i < ENOUGH; i++) {
      chain = new Link(chain);
    }
  }

  private static void direct() {
    for (int i = 0; i < ENOUGH; i++) {
      KEPT.add(ByteBuffer.allocateDirect(DIRECT_BYTES));
    }
  }

  /** Each class of these is the only one of its loader. */
  private static void metaspace() {
    for (int i = 0; i < ENOUGH; i++) {
      KEPT.add(Proxy.newProxyInstance(new Loader(), INTERFACES, HANDLER));
    }
  }

  static final class Loader extends ClassLoader {
    Loader() {
      super(Exhausted.class.getClassLoader());
    }
  }

  private static void threads() {
    CountDownLatch latch = new CountDownLatch(1);
    new Thread(null, latch::countDown, "large", STACK_BYTES).start();
  }
}
