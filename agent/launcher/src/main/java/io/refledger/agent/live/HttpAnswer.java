package io.refledger.agent.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An answer to one request.
 *
 * @param status as RFC 9110 numbers them
 * @param type the media type of the body
 * @param fields further lines of the head
 * @param body the body; empty for one that is written piece by piece after the head
 */
record HttpAnswer(int status, String type, List<String> fields, Optional<String> body) {
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int NOT_ALLOWED = 405;
  static final int FAILED = 500;
  static final int TOO_MANY = 503;
  private static final int OK = 200;

  /** In every answer: nothing is kept, guessed, shown within another page or told to others. */
  private static final List<String> ALWAYS =
      List.of(
          "Connection: close",
          "Cache-Control: no-store",
          "X-Content-Type-Options: nosniff",
          "Referrer-Policy: no-referrer",
          "Cross-Origin-Resource-Policy: same-origin",
          "Cross-Origin-Opener-Policy: same-origin");

  HttpAnswer {
    fields = List.copyOf(fields);
  }

  static HttpAnswer page(String html, String policy) {
    return new HttpAnswer(
        OK,
        "text/html; charset=utf-8",
        List.of("Content-Security-Policy: " + policy),
        Optional.of(html));
  }

  static HttpAnswer json(String json) {
    return new HttpAnswer(OK, "application/json", List.of(), Optional.of(json));
  }

  /** The head of a stream of events. */
  static HttpAnswer events() {
    return new HttpAnswer(OK, "text/event-stream", List.of(), Optional.empty());
  }

  /** A refusal, and why in one line. */
  static HttpAnswer refusal(int status, String why, String... fields) {
    return new HttpAnswer(
        status, "text/plain; charset=utf-8", List.of(fields), Optional.of(why + "\n"));
  }

  /** Blocks. */
  void writeTo(OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
    head.append("Content-Type: ").append(type).append("\r\n");
    for (String field : ALWAYS) {
      head.append(field).append("\r\n");
    }
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    byte[] bytes = body.orElse("").getBytes(StandardCharsets.UTF_8);
    if (body.isPresent()) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes);
    out.flush();
  }
}
