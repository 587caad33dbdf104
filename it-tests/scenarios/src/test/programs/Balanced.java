import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For each line of its input, 40 sessions come and go, and every tenth is remembered for ever. */
public class Balanced {
  static final Map<Integer, Session> OPEN = new HashMap<>();
  static final List<Session> REMEMBERED = new ArrayList<>();
  static Session latest;

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (int served = 1; lines.readLine() != null; served++) {
      for (int i = 0; i < 40; i++) {
        serve(new Session(), i);
      }
      System.out.println("served " + served);
    }
  }

  private static void serve(Session session, int id) {
    open(session, id);
    show(session);
    if (id % 10 == 0) {
      remember(session);
    }
    hide();
    close(id);
  }

  private static void open(Session session, int id) {
    OPEN.put(id, session);
  }

  private static void show(Session session) {
    latest = session;
  }

  private static void remember(Session session) {
    REMEMBERED.add(session);
  }

  private static void hide() {
    latest = null;
  }

  private static void close(int id) {
    OPEN.remove(id);
  }

  static class Session {}
}
