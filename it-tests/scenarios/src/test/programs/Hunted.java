import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps a hundred sessions too many, and drops ten couples, for each line of its input. */
public class Hunted {
  static final List<Session> SESSIONS = new ArrayList<>();

  public static void main(String[] arguments) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (int served = 1; lines.readLine() != null; served++) {
      serve();
      System.out.println("served " + served);
    }
  }

  private static void serve() {
    for (int i = 0; i < 100; i++) {
      SESSIONS.add(new Session("user " + i));
    }
    for (int i = 0; i < 10; i++) {
      meet();
    }
  }

  private static void meet() {
    Partner a = new Partner();
    a.other = new Partner();
    a.other.other = a;
  }

  static class Session {
    final String user;

    Session(String user) {
      this.user = user;
    }
  }

  static class Partner {
    Partner other;
  }
}
