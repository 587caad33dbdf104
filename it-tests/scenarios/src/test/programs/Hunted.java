import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Keeps 500 sessions too many, and drops ten couples, for each line of its input. */
public class Hunted {
  static final List<Session> SESSIONS = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (int served = 1; lines.readLine() != null; served++) {
      serve();
      System.out.println("served " + served);
    }
    if (arguments.length > 0) {
      ask();
    }
  }

  private static void serve() throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      SESSIONS.add(new Session("user " + i));
      work();
      if (i % 50 == 0) {
        meet();
        // As a server would, it leaves time to others: to the agent, too.
        Thread.sleep(10);
      }
    }
  }

  private static void work() {
    for (int i = 0; i < 20; i++) {
      new Session("temporary");
    }
  }

  private static void meet() {
    Partner a = new Partner();
    a.other = new Partner();
    a.other.other = a;
  }

  /** As a console would. */
  private static void ask() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName ledger = new ObjectName("io.refledger:type=Ledger");
    while (!server.isRegistered(ledger)) {
      Thread.sleep(10);
    }
    System.out.println("frozen " + ((Integer) server.invoke(ledger, "freeze", null, null) > 100));
    System.out.println(((String) server.invoke(ledger, "status", null, null)).lines().toList());
    System.out.println(server.invoke(ledger, "report", null, null));
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
