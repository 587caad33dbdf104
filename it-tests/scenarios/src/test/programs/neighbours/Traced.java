import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests to itself: with tracing, one trace goes through client, server and executor. */
public final class Traced {
  private static final int REQUESTS = 40;

  private Traced() {}

  public static void main(String[] arguments) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(3);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", Traced::answer);
    server.start();
    try {
      System.out.println("CHECK " + ask(server.getAddress().getPort(), workers));
    } finally {
      server.stop(0);
      workers.shutdown();
    }
    System.exit(3);
  }

  private static String ask(int port, ExecutorService workers) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    Tracer tracer = GlobalOpenTelemetry.getTracer("traced");
    int length = 0;
    int inTrace = 0;
    for (int i = 0; i < REQUESTS; i++) {
      Span span = tracer.spanBuilder("ask").startSpan();
      try (Scope scope = span.makeCurrent()) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/" + i);
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        length += answer.body().length();
        inTrace += answer.body().startsWith(traceId()) ? 1 : 0;
        inTrace += handedOver(workers);
      } finally {
        span.end();
      }
    }
    return length + " " + inTrace + " " + Span.current().getSpanContext().isValid();
  }

  /** In how many tasks of this trace the trace is the current one. */
  private static int handedOver(ExecutorService workers) throws Exception {
    String trace = traceId();
    List<Future<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(workers.submit(() -> traceId().equals(trace) ? 1 : 0));
    }
    int same =
        CompletableFuture.supplyAsync(Traced::traceId, workers)
            .thenApplyAsync(id -> id.equals(trace) ? 1 : 0, workers)
            .get();
    for (Future<Integer> task : tasks) {
      same += task.get();
    }
    return same;
  }

  private static String traceId() {
    return Span.current().getSpanContext().getTraceId();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String text = traceId() + " " + exchange.getRequestURI();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
