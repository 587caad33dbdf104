package io.refledger.agent.live;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request without its body, which has nothing to say here. RFC 9112, sections 2 to 6, for a
 * server that closes the connection after each answer.
 *
 * @param fieldByName names in lower case
 */
record HttpRequest(String method, String path, Map<String, String> fieldByName) {
  private static final int MOST_HEAD_BYTES = 16 << 10;
  private static final int MOST_BODY_BYTES = 64 << 10;
  private static final int END_OF_HEAD = 0x0d0a0d0a;

  HttpRequest {
    fieldByName = Map.copyOf(fieldByName);
  }

  /**
   * Reads one, body and all: what is left unread when a socket is closed makes it lose the answer.
   * Blocks.
   *
   * @throws MalformedRequestException if it is no request, or a longer one than any browser's
   */
  static HttpRequest readFrom(InputStream in) throws IOException {
    String[] lines = head(in).split("\r\n", -1); // -1: one line at least
    String[] start = lines[0].split(" ", -1);
    if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
      throw new MalformedRequestException("a request begins with METHOD PATH HTTP/1.1");
    }
    Map<String, String> fieldByName = new HashMap<>();
    for (int i = 1; i < lines.length - 2; i++) { // the head ends in two line ends
      addField(lines[i], fieldByName);
    }
    skipBody(in, fieldByName);
    return new HttpRequest(start[0], start[1], fieldByName);
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int last = 0;
    while (last != END_OF_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection ended within a request");
      }
      if (head.size() == MOST_HEAD_BYTES) {
        throw new MalformedRequestException("more than " + MOST_HEAD_BYTES + " bytes of fields");
      }
      head.write(next);
      last = last << Byte.SIZE | next;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** A field that comes twice is refused: which one counts is what attacks are made of. */
  private static void addField(String line, Map<String, String> fieldByName)
      throws MalformedRequestException {
    int colon = line.indexOf(':');
    if (colon < 1 || line.charAt(colon - 1) <= ' ' || line.charAt(0) <= ' ') {
      throw new MalformedRequestException("a field is NAME: VALUE");
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    if (fieldByName.put(name, line.substring(colon + 1).strip()) != null && isDecisive(name)) {
      throw new MalformedRequestException("more than one field " + name);
    }
  }

  private static boolean isDecisive(String name) {
    return name.equals("host") || name.equals("origin") || name.equals("content-length");
  }

  private static void skipBody(InputStream in, Map<String, String> fieldByName) throws IOException {
    String length = fieldByName.getOrDefault("content-length", "0");
    boolean isShort = length.matches("[0-9]{1,6}") && Integer.parseInt(length) <= MOST_BODY_BYTES;
    if (!isShort || fieldByName.containsKey("transfer-encoding")) {
      throw new MalformedRequestException("no body is wanted");
    }
    in.skipNBytes(Integer.parseInt(length));
  }

  /** The value of a field whose name is in lower case. */
  Optional<String> field(String name) {
    return Optional.ofNullable(fieldByName.get(name));
  }
}
