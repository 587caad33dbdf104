package io.refledger.agent.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What comes by a connection is a request, or none; and only those with the token are let in. */
class HttpRequestPropertyTest {
  private final Access access = new Access(8080);

  @Property
  void bytes_should_be_a_request_or_malformed(@ForAll byte[] bytes) throws IOException {
    read(bytes);
  }

  @Property(tries = 2000)
  void request_should_be_read_or_malformed_and_let_in_by_its_token_alone(
      @ForAll("requests") String text) throws IOException {
    read(text.replace("TOKEN/", access.root()).getBytes(StandardCharsets.ISO_8859_1));
  }

  private void read(byte[] bytes) throws IOException {
    HttpRequest request;
    try {
      request = HttpRequest.readFrom(new ByteArrayInputStream(bytes));
    } catch (EOFException ended) {
      return; // nobody is there to be told why
    } catch (MalformedRequestException refused) {
      assertThat(refused.getMessage()).hasLineCount(1);
      return;
    }
    if (access.refusal(request).isEmpty()) {
      assertThat(request.path()).startsWith(access.root());
      assertThat(request.field("host")).get().asString().endsWith(":8080");
      assertThat(access.root() + access.what(request)).isEqualTo(request.path());
    }
  }

  /** Parts of requests in all orders, often right ones. */
  @Provide
  Arbitrary<String> requests() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "\r\n",
            "\r\n",
            "\r\n",
            "\r\n\r\n",
            "\n",
            " ",
            ":",
            "Host: 127.0.0.1:8080",
            "Host: a",
            "Origin: null",
            "Content-Length: 3",
            "Content-Length: 999999",
            "Content-Length:",
            "abc",
            "Transfer-Encoding: chunked",
            "GET TOKEN/ HTTP/1.1",
            "POST TOKEN/collect HTTP/1.0",
            "GET / HTTP/1.1",
            "GET",
            "HTTP/1.1",
            "\u0000",
            "\u00ff",
            "x".repeat(20_000));
    Arbitrary<String> any = parts.list().ofMaxSize(8).map(all -> String.join("", all));
    return Arbitraries.oneOf(
        any,
        any.map(
            more -> "GET TOKEN/events HTTP/1.1\r\nHost: localhost:8080\r\n" + more + "\r\n\r\n"));
  }
}
