import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.log.Log;
import org.eclipse.jetty.util.log.StdErrLog;

/**
 * Asks servers that are not there. The client was told to remove idle destinations; jetty-client
 * 9.4.11 keeps each to which no connection was made, 9.4.12 does not.
 */
public class Destinations {
  static HttpClient client;

  public static void main(String[] arguments) throws Exception {
    Log.setLog(new StdErrLog());
    client = new HttpClient();
    client.setRemoveIdleDestinations(true);
    client.start();
    for (int i = 0; i < 600; i++) {
      ask(i);
    }
    Thread.sleep(300);
    System.out.println("destinations=" + client.getDestinations().size());
    System.out.println("DONE Destinations " + arguments[0] + " n=600");
    System.exit(0);
  }

  static void ask(int i) throws Exception {
    try {
      client.GET("http://127.0.0.1:" + (20_000 + i) + "/");
      System.out.println("port " + i + " answered");
    } catch (ExecutionException e) {
      // Nobody listens there.
    }
  }
}
