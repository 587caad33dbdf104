package io.refledger.it.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a program, asked as browsers and as others would. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LivePageIT {
  private static final String ANNOUNCED = "refledger: live page: ";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path directory;

  @EachJdk
  void page_should_show_and_ask_the_program_and_leave_its_findings_as_they_are(Jdk jdk)
      throws Exception {
    ForkedJvm.Running program = served(jdk, "output=report,interval=0,collector=off,live=0");
    URI page = URI.create(program.awaitErrorLine(ANNOUNCED).substring(ANNOUNCED.length()));
    try (Socket silent = new Socket(page.getHost(), page.getPort());
        Socket deaf = new Socket(page.getHost(), page.getPort())) {
      // One says nothing, one reads nothing: nobody waits for them.
      assertThat(silent.isConnected()).isTrue();
      ask(deaf, "GET " + page.getPath() + "events HTTP/1.1\r\nHost: " + page.getAuthority());
      assertThatPageIsServed(page);
      assertThatOthersAreRefused(page);
      program.awaitLine("ready");
      try (LiveEvents events = LiveEvents.of(client, page)) {
        assertThatProgramIsShownAndAsked(program, page, events);
      }
    }
    ForkedJvm.Result result = program.end();

    assertThat(result.status()).isZero();
    assertThat(result.err().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("refledger: findings, findings: 2, see ");
    assertThatFindingsAreTheProgramsOwn(Report.in(directory.resolve("report")));
  }

  private void assertThatPageIsServed(URI page) throws Exception {
    HttpResponse<String> served = get(page);

    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.body()).contains("<aside id=\"now\"", "new EventSource('events')");
    Map<String, List<String>> fields = served.headers().map();
    assertThat(fields.get("content-security-policy").get(0))
        .startsWith("default-src 'none'; script-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(fields)
        .containsEntry("cache-control", List.of("no-store"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("referrer-policy", List.of("no-referrer"))
        .doesNotContainKey("access-control-allow-origin");
  }

  private void assertThatOthersAreRefused(URI page) throws Exception {
    URI wrong = page.resolve("/" + "0".repeat(page.getPath().length() - 2) + "/");

    assertThat(get(page.resolve("/")).statusCode()).isEqualTo(404);
    assertThat(get(wrong).statusCode()).isEqualTo(404);
    assertThat(get(wrong.resolve("events")).statusCode()).isEqualTo(404);
    assertThat(post(page.resolve("/collect")).statusCode()).isEqualTo(404);
    assertThat(post(wrong.resolve("collect")).statusCode()).isEqualTo(404);
    HttpResponse<String> got = get(page.resolve("collect"));
    assertThat(got.statusCode()).isEqualTo(405);
    assertThat(got.headers().firstValue("allow")).contains("POST");
    assertThat(post(page.resolve("collect"), "Origin", "http://example.org").statusCode())
        .isEqualTo(403);
    try (Socket rebound = new Socket(page.getHost(), page.getPort())) {
      ask(rebound, "GET " + page.getPath() + " HTTP/1.1\r\nHost: example.org:" + page.getPort());
      assertThat(new String(rebound.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 403 ")
          .doesNotContain("<script");
    }
  }

  private void assertThatProgramIsShownAndAsked(
      ForkedJvm.Running program, URI page, LiveEvents events) throws Exception {
    long before = allocated(events.next("figures"));
    program.send("serve");
    program.awaitLine("served 1");
    assertThat(events.next("figures").getAsJsonArray("classes")).isNotEmpty();
    long after = allocated(events.next("figures"));
    assertThat(after).isGreaterThan(before + 500);

    String origin = page.getScheme() + "://" + page.getAuthority();
    JsonObject collected = json(post(page.resolve("collect"), "Origin", origin));
    // Ten couples, and what the JDK dropped in cycles meanwhile.
    assertThat(collected.get("collected").getAsInt()).isGreaterThanOrEqualTo(20);
    JsonObject checkpoint = json(post(page.resolve("checkpoint")));
    assertThat(checkpoint.get("live").getAsInt()).isGreaterThan(1000);
    program.send("serve");
    program.awaitLine("served 2");
    assertThat(json(post(page.resolve("look"))).get("looked").getAsBoolean()).isTrue();
    JsonObject report = events.next("report").getAsJsonObject("report");
    assertThat(report.get("verdict").getAsString()).isEqualTo("findings");
    assertThat(countByType(events.next("growth").getAsJsonArray("classes")))
        .containsEntry("Served$Session", 500)
        .doesNotContainKey("Served$Partner");
    assertThat(json(post(page.resolve("look"))).get("looked").getAsBoolean()).isFalse();
    JsonObject frozen = json(post(page.resolve("freeze")));
    assertThat(frozen.get("frozen").getAsInt()).isGreaterThan(1000);
  }

  private static void assertThatFindingsAreTheProgramsOwn(Report report) {
    assertThat(report.incomplete()).isEmpty();
    assertThat(report.findings())
        .extracting(finding -> finding.kind() + " " + finding.count() + " " + finding.type())
        .containsExactlyInAnyOrder("CYCLE 20 Served$Partner", "RESOURCE 2 java.io.FileInputStream");
    assertThat(report.liveByClass().keySet())
        .noneMatch(type -> type.startsWith("io.refledger.agent.live") || type.contains("Socket"));
  }

  @NewestJdk
  void port_that_is_taken_should_be_told_and_end_a_strict_program_alone(Jdk jdk) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String live = "live=" + taken.getLocalPort();

      ForkedJvm.Result run = served(jdk, "report=none," + live).end();
      ForkedJvm.Result strict = served(jdk, "report=none,strict=true," + live).end();

      String problem = "refledger: " + live + ": no live page, Address already in use";
      assertThat(run.err()).startsWith(problem).contains("; the program runs without it\n");
      assertThat(run.status()).isZero();
      assertThat(run.out()).isEqualTo("ready\n");
      assertThat(strict.err()).startsWith(problem).endsWith("; strict, status 2\n");
      assertThat(strict.status()).isEqualTo(2);
      assertThat(strict.out()).isEmpty();
    }
  }

  private ForkedJvm.Running served(Jdk jdk, String options) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent(options)
        .with("-cp", Program.compile("Served", directory), "Served", "Served.class")
        .start();
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(URI uri, String... fields) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody());
    if (fields.length > 0) {
      request.headers(fields);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void ask(Socket socket, String head) throws IOException {
    socket.getOutputStream().write((head + "\r\n\r\n").getBytes(US_ASCII));
  }

  private static JsonObject json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  private static long allocated(JsonObject figures) {
    return figures.getAsJsonObject("totals").get("allocated").getAsLong();
  }

  private static Map<String, Integer> countByType(Iterable<JsonElement> rows) {
    Map<String, Integer> countByType = new TreeMap<>();
    for (JsonElement row : rows) {
      JsonObject each = row.getAsJsonObject();
      countByType.put(each.get("type").getAsString(), each.get("count").getAsInt());
    }
    return countByType;
  }
}
