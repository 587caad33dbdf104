import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;

/** Something of each kind for a page to show; its arguments name classes to keep objects of. */
public class Paged {
  static final Map<String, Session> SESSIONS = new HashMap<>();
  static final List<Object> KEPT = new ArrayList<>();

  static class Session {
    final byte[] buffer = new byte[200];
  }

  static class Partner {
    Partner other;
  }

  public static void main(String[] arguments) throws Exception {
    Class<?> kept = Class.forName(arguments[0]);
    for (int i = 0; i < 1500; i++) {
      SESSIONS.put("session " + i, new Session());
      KEPT.add(kept.getDeclaredConstructor().newInstance());
      couple();
      work(i);
    }
    System.out.println(SESSIONS.size() + " sessions");
  }

  private static void couple() {
    Partner one = new Partner();
    Partner other = new Partner();
    one.other = other;
    other.other = one;
  }

  private static void work(int i) {
    if (i % 100 == 0) {
      new Inflater();
    }
    new StringBuilder("request ").append(i).toString();
  }
}
