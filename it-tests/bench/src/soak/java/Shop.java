import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A web shop and its customers in one JVM, on the loopback address. It begins, serves so many
 * requests, and ends; what it prints depends on their number alone.
 */
public class Shop {
  private static final int CUSTOMERS = 4;
  private static final int MOST_SESSIONS = 100;

  private final Map<String, Session> sessions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  /** A session and its basket refer to each other. */
  private static final class Session {
    final String customer;
    final Basket basket = new Basket(this);

    Session(String customer) {
      this.customer = customer;
    }
  }

  private static final class Basket {
    final Session session;
    final TreeMap<Integer, List<String>> items = new TreeMap<>();

    Basket(Session session) {
      this.session = session;
    }

    int total() {
      return items.entrySet().stream()
          .collect(Collectors.summingInt(e -> e.getKey() * e.getValue().size()));
    }
  }

  public static void main(String[] arguments) throws Exception {
    int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 400;
    Shop shop = new Shop();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);
    ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
    server.setExecutor(threads);
    server.createContext("/", shop::serve);
    server.start();
    try {
      List<Future<Long>> sums = new ArrayList<>();
      for (int i = 0; i < CUSTOMERS; i++) {
        int customer = i;
        sums.add(customers.submit(() -> buy(server.getAddress().getPort(), customer, requests)));
      }
      long sum = 0;
      for (Future<Long> each : sums) {
        sum += each.get();
      }
      System.out.println("CHECK sum=" + sum);
    } finally {
      customers.shutdown();
      server.stop(0);
      threads.shutdown();
    }
  }

  private static long buy(int port, int customer, int requests) throws IOException {
    long sum = 0;
    for (int i = 0; i < requests; i++) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/" + customer + "-" + i / 5 + "/" + i % 7);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      if (connection.getResponseCode() != 200) {
        sum += connection.getResponseCode();
        connection.getErrorStream().close();
        continue;
      }
      try (InputStream in = connection.getInputStream()) {
        sum += new String(in.readAllBytes(), StandardCharsets.UTF_8).hashCode();
      }
    }
    return sum;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/");
      String answer;
      int status = 200;
      try {
        answer = order(path[1], Integer.parseInt(path[2]));
      } catch (IllegalStateException soldOut) {
        status = 410;
        answer = soldOut.getMessage();
      }
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private String order(String customer, int item) {
    if (item == 6) {
      throw new IllegalStateException("sold out: " + item, new RuntimeException(customer));
    }
    synchronized (sessions) {
      Basket basket = sessions.computeIfAbsent(customer, Session::new).basket;
      basket.items.computeIfAbsent(item, k -> new ArrayList<>()).add("item " + item);
      return basket.session.customer + " pays " + basket.total();
    }
  }
}
