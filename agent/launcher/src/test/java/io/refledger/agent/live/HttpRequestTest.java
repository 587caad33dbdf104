package io.refledger.agent.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpRequestTest {
  @Test
  void request_should_be_read_with_its_fields_and_its_body() throws IOException {
    var in = in("POST /x HTTP/1.1\r\nHost: a:1\r\nCONTENT-LENGTH:3\r\n\r\nabcd");

    HttpRequest request = HttpRequest.readFrom(in);

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/x");
    assertThat(request.field("host")).contains("a:1");
    assertThat(request.field("origin")).isEmpty();
    assertThat(in.available()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "GET /x\r\n\r\n",
        "GET /x y HTTP/1.1\r\n\r\n",
        "GET /x HTTP/2.0\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /x HTTP/1.1\r\nA: b\r\n continued\r\n\r\n",
        "GET /x HTTP/1.1\r\nno field\r\n\r\n",
        "POST /x HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /x HTTP/1.1\r\nContent-Length: 65537\r\n\r\n",
        "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      })
  void what_is_not_plain_http_should_be_refused(String request) {
    assertThatThrownBy(() -> HttpRequest.readFrom(in(request)))
        .isInstanceOf(MalformedRequestException.class);
  }

  @Test
  void fields_without_end_should_be_refused() {
    String longest = "GET /x HTTP/1.1\r\nA: " + "a".repeat(16 << 10);

    assertThatThrownBy(() -> HttpRequest.readFrom(in(longest)))
        .isInstanceOf(MalformedRequestException.class)
        .hasMessage("more than 16384 bytes of fields");
    assertThatThrownBy(() -> HttpRequest.readFrom(in("GET /x HTTP/1.1\r\n")))
        .isInstanceOf(EOFException.class);
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }
}
