import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Runs the main method of another program again and again: {@code SECONDS CLASS ARGUMENT...}. */
public class Laps {
  private Laps() {}

  public static void main(String[] arguments) throws Exception {
    long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
    Method main = Class.forName(arguments[1]).getMethod("main", String[].class);
    String[] own = Arrays.copyOfRange(arguments, 2, arguments.length);
    System.out.println("ready");
    int laps = 0;
    do {
      try {
        main.invoke(null, (Object) own);
      } catch (InvocationTargetException e) {
        e.getCause().printStackTrace();
        System.exit(1);
      }
      laps++;
    } while (System.nanoTime() < end);
    System.out.println("laps " + laps);
    System.exit(0); // servers may leave threads behind
  }
}
