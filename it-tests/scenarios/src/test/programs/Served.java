import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps 500 sessions, drops ten couples and one open stream for each line of its input. */
public class Served {
  static final List<Session> SESSIONS = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (int served = 1; lines.readLine() != null; served++) {
      serve(arguments[0]);
      System.out.println("served " + served);
    }
  }

  private static void serve(String file) throws IOException, InterruptedException {
    for (int i = 0; i < 500; i++) {
      SESSIONS.add(new Session("user " + i));
      if (i % 50 == 0) {
        meet();
        // As a server would, it leaves time to others.
        Thread.sleep(10);
      }
    }
    read(file);
  }

  private static void meet() {
    Partner a = new Partner();
    a.other = new Partner();
    a.other.other = a;
  }

  private static void read(String file) throws IOException {
    FileInputStream in = new FileInputStream(file);
    in.read();
    in = null; // dropped here
    System.getProperty("unused");
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
